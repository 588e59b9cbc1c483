// The media mix model of the reference problems, in Stan's language (2.21):
//   y_t ~ normal(intercept + sum_m beta[m] f(a[t, m]) + sum_c gamma[c] z[t, c], sigma)
// a is the geometric adstock, f the logistic or the Hill curve. Written to be fast in Stan: vectorized, the adstock as one
// product of a data matrix with the weights, the controls through the GLM density, nothing stored that is not a parameter.
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
transformed data {
  matrix[T, L] lagged[M];  // x[t], x[t - 1], ...; 0 before the first period
  vector[T] unreached[M];  // 1 where all spend in reach is 0, and the adstock with it
  vector[T] reached[M];
  for (m in 1:M) {
    lagged[m] = rep_matrix(0, T, L);
    for (l in 1:L) for (t in l:T) lagged[m][t, l] = x[m][t - l + 1];
    for (t in 1:T) {
      unreached[m][t] = max(lagged[m][t]) > 0 ? 0 : 1;
      reached[m][t] = 1 - unreached[m][t];
    }
  }
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
  matrix[T, M] f;
  for (m in 1:M) {
    vector[L] w;
    vector[T] a;
    w[1] = 1;
    for (l in 2:L) w[l] = w[l - 1] * alpha[m];
    if (normalize) w /= sum(w);
    a = lagged[m] * w;
    if (curve == 1) f[, m] = tanh(0.5 * lambda[m] * a); // (1 - exp(-lambda a)) / (1 + exp(-lambda a))
    else f[, m] = reached[m] .* inv_logit(slope[m] * (log(a + unreached[m]) - log(half_saturation[m])));
  }
  rep_vector(intercept, 1) ~ prior(intercept_family, intercept_a, intercept_b);
  beta ~ prior(beta_family, beta_a, beta_b);
  alpha ~ prior(alpha_family, alpha_a, alpha_b);
  lambda ~ prior(lambda_family, lambda_a, lambda_b);
  half_saturation ~ prior(half_saturation_family, half_saturation_a, half_saturation_b);
  slope ~ prior(slope_family, slope_a, slope_b);
  gamma ~ prior(gamma_family, gamma_a, gamma_b);
  rep_vector(sigma, 1) ~ prior(sigma_family, sigma_a, sigma_b);
  y ~ normal_id_glm(z, intercept + f * beta, gamma, sigma);
}
