# An estimator for Plumbline in Stan, through rstan: model.stan on spend with a geometric adstock.
# Needs rstan and jsonlite (Debian: see docs/external-estimators.md). The program is compiled once, which takes a minute,
# and kept in R's cache folder (R_USER_CACHE_DIR): start it once before a study with many workers.
# Settings: alpha and max_lag of the adstock, chains (default 2), warmup and draws of each (default 300).
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
source(file.path(here, "..", "r", "common.R"))
# rstan talks on stdout, which is for answers
sink(stderr())
suppressPackageStartupMessages(library(rstan))

compiled <- function() {
  text <- file.path(here, "model.stan")
  cache <- tools::R_user_dir("plumbline", "cache")
  kept <- file.path(cache, paste0("regression-", tools::md5sum(text), "-", packageVersion("rstan"), ".rds"))
  if (file.exists(kept)) return(readRDS(kept))
  # Debian's BH package is empty: the headers come with libboost-dev
  boost <- if (dir.exists(system.file("include", "boost", package = "BH"))) NULL else "/usr/include"
  model <- stan_model(text, save_dso = TRUE, boost_lib = boost)
  dir.create(cache, showWarnings = FALSE, recursive = TRUE)
  # another process may read it at this moment: written apart, then moved
  saveRDS(model, paste0(kept, Sys.getpid()))
  file.rename(paste0(kept, Sys.getpid()), kept)
  model
}
model <- compiled()
sink()

fit <- function(question) {
  sink(stderr())
  on.exit(sink())
  data <- question$dataset
  settings <- question$settings
  if (length(data$geos) > 1) return(refused("unsupported", "national data only: data: national"))
  weights <- weights_of(settings)
  paths <- paths_of(data)
  media <- media_of(data, paths, weights)
  if (any(colMeans(media) == 0)) return(refused("all-zero-channel", "a channel was never paid for"))
  y <- numbers(data$outcome$values)
  controls <- scale(controls_of(data))
  means <- colMeans(media)
  warmup <- settings$warmup %||% 300
  draws <- settings$draws %||% 300
  sampled <- sampling(
    model,
    data = list(
      T = data$periods, C = ncol(controls), M = ncol(media),
      z = controls, x = sweep(media, 2, means, "/"), y = (y - mean(y)) / sd(y)
    ),
    chains = settings$chains %||% 2, iter = warmup + draws, warmup = warmup, seed = question$seed, cores = 1, refresh = 0
  )
  # rstan says why on stderr and goes on
  if (sampled@mode != 0) return(list(status = "error", detail = "Stan did not sample"))
  # rstan answers NULL where one of several is empty, as gamma is without controls
  asked <- c("intercept", if (ncol(controls) > 0) "gamma", "beta")
  posterior <- rstan::extract(sampled, asked, permuted = FALSE)
  flat <- apply(posterior, 3, c)
  beta <- flat[, sprintf("beta[%d]", seq_along(means)), drop = FALSE]
  slopes <- sd(y) * sweep(beta, 2, means, "/")
  colnames(slopes) <- names(paths)

  effects <- lapply(question$estimands, function(estimand) {
    unit <- unit_effect(estimand, paths[[estimand$channel]], data$history, weights)
    # point, standard error and intervals come from the draws
    if (is.null(unit)) NULL else list(draws = unit * slopes[, estimand$channel])
  })
  gamma <- flat[, startsWith(colnames(flat), "gamma"), drop = FALSE]
  center <- mean(flat[, "intercept"]) + media %*% (colMeans(beta) / means)
  if (ncol(controls) > 0) center <- center + controls %*% colMeans(gamma)
  rhat <- max(summary(sampled)$summary[, "Rhat"])
  answer <- list(
    status = if (rhat < 1.05) "ok" else "nonconverged",
    effects = effects,
    fitted = as.numeric(mean(y) + sd(y) * center),
    parameters = lapply(names(paths), function(name) list(name = name, value = mean(slopes[, name]), se = sd(slopes[, name]))),
    diagnostics = list(rhat_max = rhat, divergences = get_num_divergent(sampled))
  )
  if (rhat < 1.05) answer else c(answer, list(reason = sprintf("Rhat %.3f", rhat)))
}

converse(fit)
