// Linear regression on adstocked spend. Priors in units of the outcome's standard deviation; effects are not negative.
data {
  int<lower=1> T;
  int<lower=0> C;           // controls
  int<lower=1> M;           // channels
  matrix[T, C] z;
  matrix[T, M] x;           // adstocked spend, over its mean
  vector[T] y;              // standardized
}
parameters {
  real intercept;
  vector[C] gamma;
  vector<lower=0>[M] beta;
  real<lower=0> sigma;
}
model {
  vector[T] mu = intercept + x * beta;
  intercept ~ normal(0, 5);
  gamma ~ normal(0, 2);
  beta ~ normal(0, 2);
  sigma ~ normal(0, 1);
  // Stan multiplies no matrix without columns
  if (C > 0) mu += z * gamma;
  y ~ normal(mu, sigma);
}
