# What both R examples share: the conversation with Plumbline, adstock, and what a coefficient means.
# Needs jsonlite (Debian: apt-get install r-cran-jsonlite).
library(jsonlite)

numbers <- function(list) vapply(list, as.numeric, 0)

#' Answers one question a line until stdin is closed. Only answers go to stdout.
#' @param fit a function of a question that gives an answer without its id
converse <- function(fit) {
  input <- file("stdin", "r")
  repeat {
    line <- readLines(input, n = 1)
    if (length(line) == 0) break
    question <- fromJSON(line, simplifyVector = FALSE)
    answer <- c(list(id = question$id), fit(question))
    # null = "null": no answer to a question; digits = NA: as many as there are
    cat(toJSON(answer, auto_unbox = TRUE, digits = NA, null = "null"), "\n", sep = "")
    flush(stdout())
  }
}

refused <- function(reason, detail) list(status = "refused", reason = reason, detail = detail)

#' Normalized weights of a geometric adstock.
weights_of <- function(settings) {
  weights <- (settings$alpha %||% 0.5)^(seq_len(settings$max_lag %||% 8) - 1)
  weights / sum(weights)
}

`%||%` <- function(value, default) if (is.null(value)) default else value

#' What is felt in each period of spend in this and earlier ones; before the path there was none.
adstock <- function(path, weights) {
  padded <- c(numeric(length(weights) - 1), path)
  as.numeric(stats::filter(padded, weights, sides = 1))[seq(length(weights), length(padded))]
}

#' Spend of each channel before, in and after the window.
paths_of <- function(data) {
  stats::setNames(
    lapply(data$channels, function(channel) {
      numbers(c(channel$spend$history, channel$spend$window, channel$spend$future))
    }),
    vapply(data$channels, function(channel) channel$name, "")
  )
}

#' Adstocked spend in the window, a column a channel.
media_of <- function(data, paths, weights) {
  vapply(paths, function(path) adstock(path, weights)[data$history + seq_len(data$periods)], numeric(data$periods))
}

#' Controls, a column each.
controls_of <- function(data) {
  columns <- vapply(data$controls, function(control) numbers(control$values), numeric(data$periods))
  matrix(columns, nrow = data$periods, dimnames = list(NULL, vapply(data$controls, function(control) control$name, "")))
}

#' What a coefficient of 1 means: spend in the window is taken away, and the difference counted until the tail's end.
#' NULL where the question has another answer than a single equation can give.
unit_effect <- function(estimand, path, history, weights) {
  if (!estimand$kind %in% c("roas.total", "roas.direct", "contribution", "contribution.direct")) return(NULL)
  window <- history + seq(estimand$window[[1]], estimand$window[[2]]) + 1
  end <- max(window) + estimand$tail
  path <- c(path, numeric(max(0, end - length(path))))
  without <- path
  without[window] <- 0
  lost <- sum((adstock(path, weights) - adstock(without, weights))[seq(min(window), end)])
  if (startsWith(estimand$kind, "contribution")) return(lost)
  if (sum(path[window]) > 0) lost / sum(path[window]) else NULL
}
