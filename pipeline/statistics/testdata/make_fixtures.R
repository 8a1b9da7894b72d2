# Writes r.json: what R and limma say of fixed inputs. Run: Rscript make_fixtures.R
suppressMessages(library(limma))

number <- function(x) ifelse(is.infinite(x), "null", trimws(formatC(x, digits = 17, format = "g")))
vector <- function(x) paste0("[", paste(number(x), collapse = ", "), "]")

holm <- list(
  c(0.01, 0.04, 0.03),
  c(0.5, 0.9, 1),
  c(0.001, 0.001, 0.02, 0.013, 0.2, 0.04),
  c(4e-4, 4.9e-4, 1e-12, 0.07, 0.06, 0.05, 0.9)
)

set.seed(2004)
variances <- list(
  # So alike that d0 is infinite; rather alike; hardly alike; unequal degrees of freedom.
  list(s2 = 0.0004 * qchisq(ppoints(12), 30) / 30, df = rep(9, 12)),
  list(s2 = 0.0004 * exp(rnorm(15, 0, 0.8)), df = rep(9, 15)),
  list(s2 = exp(rnorm(15, -8, 3)), df = rep(4, 15)),
  list(s2 = exp(rnorm(8, 0, 1.5)), df = c(9, 9, 4, 2, 17.3, 9, 8, 9)),
  # One that limma raises to 1e-5 of the median before it takes logarithms.
  list(s2 = c(1e-12, 1, 2, 3, 4), df = rep(9, 5))
)

cases <- sapply(variances, function(each) {
  prior <- fitFDist(each$s2, df1 = each$df)
  posterior <- squeezeVar(each$s2, df = each$df)$var.post
  sprintf(
    '  { "variances": %s, "df": %s, "d0": %s, "s0": %s, "posterior": %s }',
    vector(each$s2), vector(each$df), number(prior$df2), number(prior$scale), vector(posterior)
  )
})

# R's, since SciPy 1.10 has nine digits only at p = 1e-12.
quantiles <- expand.grid(
  p = c(1e-12, 1e-6, 4.76e-4, 0.01, 0.05, 0.1, 0.32, 0.5, 0.9, 0.999),
  df = c(1, 2, 2.7, 4, 9, 18.3, 30, 120, 1e4, 1e6)
)

inverse <- c(1e-4, 0.01, 0.25, 1, 3, 50, 1e4)

writeLines(c(
  "{",
  sprintf(' "made_with": "R %s.%s, limma %s",', R.version$major, R.version$minor, packageVersion("limma")),
  ' "holm": [',
  paste(sapply(holm, function(p) {
    sprintf('  { "p": %s, "adjusted": %s }', vector(p), vector(p.adjust(p, "holm")))
  }), collapse = ",\n"),
  " ],",
  ' "inverse_trigamma": [',
  paste(sprintf("  [%s, %s]", number(inverse), number(trigammaInverse(inverse))), collapse = ",\n"),
  " ],",
  ' "student_quantile": [',
  paste(sprintf(
    "  [%s, %s, %s]", number(quantiles$p), number(quantiles$df),
    number(qt(quantiles$p / 2, quantiles$df, lower.tail = FALSE))
  ), collapse = ",\n"),
  " ],",
  ' "moderation": [',
  paste(cases, collapse = ",\n"),
  " ]",
  "}"
), "r.json")
