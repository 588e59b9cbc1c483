# An estimator of your own in R: an arm of a study by its command (see STARTER-study.yaml).
#
# Reads one question a line on stdin, writes one answer a line on stdout; what they hold: docs/external-estimators.md.
# It runs as it is (needs jsonlite): lm on adstocked spend. Put your model in the place of `fit`.
library(jsonlite)

#' What is felt of spend in each period: a share `retention` of the last period's, weights that sum to 1.
adstock <- function(spend, retention) as.numeric(stats::filter((1 - retention) * spend, retention, method = "recursive"))

#' @param dataset what an estimator may see, never the truth
#' @param settings what stands under `settings:` in the YAML
#' @param seed the only source of randomness a program may use: set.seed(seed)
fit <- function(dataset, settings, estimands, levels, seed) {
  retention <- if (is.null(settings$retention)) 0.5 else settings$retention
  # history is spend before the window: without it carryover starts at zero, which biases ROAS
  media <- lapply(dataset$channels, function(channel) {
    felt <- adstock(unlist(c(channel$spend$history, channel$spend$window)), retention)
    tail(felt, dataset$periods)
  })
  names(media) <- vapply(dataset$channels, function(channel) channel$name, "")
  controls <- lapply(dataset$controls, function(control) unlist(control$values))
  names(controls) <- vapply(dataset$controls, function(control) control$name, "")
  columns <- as.data.frame(c(media, controls), check.names = FALSE)
  model <- lm(unlist(dataset$outcome$values) ~ ., data = columns)
  # a fit that cannot be done is an answer too: it is counted, and the study goes on
  if (anyNA(coef(model))) return(list(status = "refused", reason = "rank-deficient", detail = "a column depends on others"))

  estimates <- summary(model)$coefficients
  rownames(estimates) <- gsub("`", "", rownames(estimates))
  effect <- function(estimand) {
    # this equation is linear and its weights sum to 1, so the coefficient is what a dollar brings in the long run
    if (!estimand$kind %in% c("roas.total", "roas.direct")) return(NULL)
    point <- estimates[estimand$channel, "Estimate"]
    se <- estimates[estimand$channel, "Std. Error"]
    interval <- function(level) {
      half <- qt((1 + level) / 2, model$df.residual) * se
      list(level = level, lower = point - half, upper = point + half)
    }
    list(point = point, se = se, intervals = lapply(levels, interval))
  }
  list(status = "ok", effects = lapply(estimands, effect), fitted = as.numeric(fitted(model)))
}

input <- file("stdin", "r")
while (length(line <- readLines(input, n = 1)) > 0) {
  question <- fromJSON(line, simplifyVector = FALSE)
  answer <- do.call(fit, question[c("dataset", "settings", "estimands", "levels", "seed")])
  # null = "null": no answer to a question; digits = NA: as many as there are
  cat(toJSON(c(list(id = question$id), answer), auto_unbox = TRUE, digits = NA, null = "null"), "\n", sep = "")
  flush(stdout())
}
