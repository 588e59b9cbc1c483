# An estimator for Plumbline in R: glmnet on spend with a geometric adstock, with intervals from resampled periods.
# Needs glmnet and jsonlite (Debian: apt-get install r-cran-glmnet r-cran-jsonlite).
# Settings: alpha and max_lag of the adstock, mixing (1: lasso, 0: ridge; default 0.5), lambda (default: by
# cross-validation), samples (default 100).
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
source(file.path(here, "common.R"))
suppressPackageStartupMessages(library(glmnet))

fit <- function(question) {
  data <- question$dataset
  settings <- question$settings
  if (length(data$geos) > 1) return(refused("unsupported", "national data only: data: national"))
  # the only source of randomness: the same question gives the same answer
  set.seed(question$seed)
  weights <- weights_of(settings)
  paths <- paths_of(data)
  x <- cbind(controls_of(data), media_of(data, paths, weights))
  y <- numbers(data$outcome$values)
  mixing <- settings$mixing %||% 0.5
  # two columns at least is what glmnet takes
  if (ncol(x) < 2) return(refused("unsupported", "glmnet needs two columns or more"))
  lambda <- settings$lambda %||% cv.glmnet(x, y, alpha = mixing, foldid = rep(1:5, length.out = nrow(x)))$lambda.min

  coefficients_at <- function(rows) {
    model <- glmnet(x[rows, , drop = FALSE], y[rows], alpha = mixing, lambda = lambda, thresh = 1e-14, maxit = 1e6)
    as.numeric(coef(model))
  }
  found <- coefficients_at(seq_along(y))
  samples <- replicate(settings$samples %||% 100, coefficients_at(sample.int(length(y), replace = TRUE)))

  effects <- lapply(question$estimands, function(estimand) {
    unit <- unit_effect(estimand, paths[[estimand$channel]], data$history, weights)
    if (is.null(unit)) return(NULL)
    j <- 1 + match(estimand$channel, colnames(x))
    # standard error and intervals come from the draws
    list(point = unit * found[[j]], draws = unit * samples[j, ])
  })
  list(
    status = "ok",
    effects = effects,
    fitted = as.numeric(cbind(1, x) %*% found),
    parameters = lapply(seq_along(found), function(j) list(name = c("intercept", colnames(x))[[j]], value = found[[j]])),
    diagnostics = list(lambda = lambda)
  )
}

converse(fit)
