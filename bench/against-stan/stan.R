# One job for Stan. Called by run.ts, in this folder:
#   Rscript stan.R sample  <program> <problem.json> <out> <metric> <adapt_delta> <seed> <chains> <warmup> <draws> <allowed>
#   Rscript stan.R density <program> <problem.json> <out> <points.json>
# `sample` runs the chains one after the other, stops once there are more divergences than allowed (they only grow), and
# writes draws to <out>.bin (doubles, parameter by parameter, chain by chain) and the rest to <out>.json. `density` writes
# the log posterior on the unconstrained scale, Jacobian included and constants dropped, at each point.
suppressMessages({
  library(rstan)
  library(jsonlite)
})

families <- c("normal", "half-normal", "beta", "gamma")

#' A group's priors, whether the problem states one for all or a list of one each.
priors_of <- function(given, n, group) {
  each <- if (n > 0 && is.character(given[[1]])) rep(list(given), n) else given
  stopifnot(length(each) == n)
  family <- match(vapply(each, function(p) p[[1]], ""), families)
  if (anyNA(family)) stop("model.stan lacks a prior family of ", group)
  number <- function(i) as.array(vapply(each, function(p) if (length(p) > i) as.numeric(p[[i + 1]]) else 0, 0))
  stats::setNames(
    list(as.array(family), number(1), number(2)),
    paste0(group, c("_family", "_a", "_b"))
  )
}

stan_data <- function(input) {
  if (input$adstock$kind != "geometric") stop("model.stan knows the geometric adstock only")
  curve <- match(input$saturation, c("logistic", "hill"))
  if (is.na(curve)) stop("model.stan knows the curves logistic and hill only")
  numbers <- function(x) as.array(vapply(x, as.numeric, 0))
  media <- lapply(input$media_by_channel, numbers)
  controls <- lapply(input$controls_by_column, numbers)
  n <- c(intercept = 1, beta = length(media), alpha = length(media), gamma = length(controls), sigma = 1)
  curves <- list("lambda", c("half_saturation", "slope"))
  n[unlist(curves)] <- 0
  n[curves[[curve]]] <- length(media)
  priors <- do.call(c, unname(lapply(names(n), function(group) priors_of(if (n[group] == 0) list() else input$priors[[group]], n[group], group))))
  all_are <- function(group, family) all(priors[[paste0(group, "_family")]] == match(family, families))
  if (!all_are("beta", "normal") && any(priors$beta_family == 1)) stop("model.stan wants one support for all beta")
  c(priors, list(
    T = length(input$y), M = length(media), C = length(controls), L = input$adstock$max_lag,
    y = numbers(input$y), x = do.call(rbind, media),
    z = matrix(as.numeric(unlist(controls)), nrow = length(input$y)),
    normalize = as.integer(input$adstock$normalize), curve = curve,
    beta_lower = if (all_are("beta", "normal")) -Inf else 0,
    half_saturation_upper = if (n["half_saturation"] > 0 && all_are("half_saturation", "beta")) 1 else Inf
  ))
}

write_answer <- function(answer, out) writeLines(toJSON(answer, auto_unbox = TRUE, digits = NA), paste0(out, ".json"))

args <- commandArgs(trailingOnly = TRUE)
out <- args[[4]]
model <- readRDS(file.path(".tmp", paste0(args[[2]], ".rds")))$model
data <- stan_data(fromJSON(args[[3]], simplifyVector = FALSE)$input)

density <- function(points) {
  fit <- suppressMessages(sampling(model, data, chains = 0))
  shaped <- function(point) {
    # a parameter of the model is a scalar or a vector in the order of its elements
    groups <- sub("\\[.*", "", names(point))
    values <- split(unlist(point), factor(groups, unique(groups)))
    missing <- setdiff(fit@model_pars, c(names(values), "lp__"))
    values[missing] <- list(numeric(0))
    lapply(stats::setNames(names(values), names(values)), function(group) {
      value <- unname(values[[group]])
      if (group %in% c("intercept", "sigma")) value else as.array(value)
    })
  }
  log_density <- vapply(points, function(point) log_prob(fit, unconstrain_pars(fit, shaped(point))), 0)
  write_answer(list(log_density = log_density), out)
}

sample <- function(metric, adapt_delta, seed, chains, warmup, draws, allowed) {
  clocks <- c(warmup = 0, sample = 0)
  user <- 0
  divergences <- 0
  deepest <- 0
  leapfrogs <- 0
  values <- list()
  for (chain in seq_len(chains)) {
    before <- proc.time()
    fit <- sampling(model, data,
      chains = 1, chain_id = chain, cores = 0, iter = warmup + draws, warmup = warmup, seed = seed, refresh = 0,
      show_messages = FALSE, control = list(metric = metric, adapt_delta = adapt_delta)
    )
    user <- user + (proc.time() - before)[["user.self"]]
    clocks <- clocks + get_elapsed_time(fit)[1, ]
    leapfrogs <- leapfrogs + sum(get_sampler_params(fit, inc_warmup = TRUE)[[1]][, "n_leapfrog__"])
    kept <- get_sampler_params(fit, inc_warmup = FALSE)[[1]]
    divergences <- divergences + sum(kept[, "divergent__"])
    deepest <- deepest + sum(kept[, "treedepth__"] >= 10)
    values[[chain]] <- as.array(fit)[, 1, ]
    if (divergences > allowed) break
  }
  names <- setdiff(colnames(values[[1]]), "lp__")
  file <- file(paste0(out, ".bin"), "wb")
  for (name in names) for (chain in values) writeBin(as.numeric(chain[, name]), file)
  close(file)
  write_answer(list(
    names = names, chains = length(values), draws = draws, divergences = divergences, deepest = deepest,
    gradients = leapfrogs, cpu_warmup = clocks[["warmup"]], cpu_draws = clocks[["sample"]], user_of_process = user
  ), out)
}

if (args[[1]] == "density") {
  density(fromJSON(args[[5]], simplifyVector = FALSE))
} else {
  numbers <- as.numeric(args[6:11])
  sample(args[[5]], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6])
}
