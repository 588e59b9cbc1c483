# Compiles both programs into .tmp, unless they are already there for the same text and flags.
suppressMessages(library(rstan))
for (program in c("model", "plain")) {
  text <- paste0(program, ".stan")
  compiled <- file.path(".tmp", paste0(program, ".rds"))
  stamp <- tools::md5sum(c(text, ".tmp/Makevars"))
  kept <- if (file.exists(compiled)) readRDS(compiled) else NULL
  if (identical(kept$stamp, stamp)) next
  saveRDS(list(stamp = stamp, model = stan_model(text, save_dso = TRUE)), compiled)
}
cat("rstan", as.character(packageVersion("rstan")), "programs compiled\n")
