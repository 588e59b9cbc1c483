// The same model as model.stan, written line by line as its formula reads: loops over periods and lags, each a_t of its own.
// What the same sampler costs in a program that nobody tuned.
functions {
  // family: 1 normal (mean, sd), 2 half-normal (sd), 3 beta (a, b), 4 gamma (shape, rate)
  real prior_lpdf(vector x, int[] family, vector a, vector b) {
    real total = 0;
    for (i in 1:num_elements(x)) {
      if (family[i] == 1) total += normal_lpdf(x[i] | a[i], b[i]);
      else if (family[i] == 2) total += normal_lpdf(x[i] | 0, a[i]);
      else if (family[i] == 3) total += beta_lpdf(x[i] | a[i], b[i]);
      else if (family[i] == 4) total += gamma_lpdf(x[i] | a[i], b[i]);
      else reject("unknown family of priors: ", family[i]);
    }
    return total;
  }
}
data {
  int<lower=1> T;
  int<lower=1> M;
  int<lower=0> C;
  int<lower=1> L;
  vector[T] y;
  vector[T] x[M];
  matrix[T, C] z;
  int<lower=0, upper=1> normalize;
  int<lower=1, upper=2> curve; // 1 logistic, 2 Hill
  // priors, an element each; groups that the curve lacks have length 0
  int intercept_family[1];        vector[1] intercept_a;        vector[1] intercept_b;
  int beta_family[M];             vector[M] beta_a;             vector[M] beta_b;
  int alpha_family[M];            vector[M] alpha_a;            vector[M] alpha_b;
  int gamma_family[C];            vector[C] gamma_a;            vector[C] gamma_b;
  int sigma_family[1];            vector[1] sigma_a;            vector[1] sigma_b;
  int lambda_family[curve == 1 ? M : 0];
  vector[curve == 1 ? M : 0] lambda_a;
  vector[curve == 1 ? M : 0] lambda_b;
  int half_saturation_family[curve == 2 ? M : 0];
  vector[curve == 2 ? M : 0] half_saturation_a;
  vector[curve == 2 ? M : 0] half_saturation_b;
  int slope_family[curve == 2 ? M : 0];
  vector[curve == 2 ? M : 0] slope_a;
  vector[curve == 2 ? M : 0] slope_b;
  // supports, a group each
  real beta_lower;
  real<lower=0> half_saturation_upper; // 1 under a beta prior, else infinity
}
parameters {
  real intercept;
  vector<lower=beta_lower>[M] beta;
  vector<lower=0, upper=1>[M] alpha;
  vector<lower=0>[curve == 1 ? M : 0] lambda;
  vector<lower=0, upper=half_saturation_upper>[curve == 2 ? M : 0] half_saturation;
  vector<lower=0>[curve == 2 ? M : 0] slope;
  vector[C] gamma;
  real<lower=0> sigma;
}
model {
  vector[T] mu = intercept + z * gamma;
  for (m in 1:M) {
    real total = 0;
    vector[L] w;
    for (l in 1:L) {
      w[l] = l == 1 ? 1 : alpha[m]^(l - 1);
      total += w[l];
    }
    for (t in 1:T) {
      real a = 0;
      for (l in 1:min(L, t)) a += w[l] * x[m][t - l + 1];
      if (normalize) a /= total;
      if (curve == 1) mu[t] += beta[m] * (1 - exp(-lambda[m] * a)) / (1 + exp(-lambda[m] * a));
      else if (a > 0) mu[t] += beta[m] * a^slope[m] / (a^slope[m] + half_saturation[m]^slope[m]);
    }
  }
  rep_vector(intercept, 1) ~ prior(intercept_family, intercept_a, intercept_b);
  beta ~ prior(beta_family, beta_a, beta_b);
  alpha ~ prior(alpha_family, alpha_a, alpha_b);
  lambda ~ prior(lambda_family, lambda_a, lambda_b);
  half_saturation ~ prior(half_saturation_family, half_saturation_a, half_saturation_b);
  slope ~ prior(slope_family, slope_a, slope_b);
  gamma ~ prior(gamma_family, gamma_a, gamma_b);
  rep_vector(sigma, 1) ~ prior(sigma_family, sigma_a, sigma_b);
  y ~ normal(mu, sigma);
}
