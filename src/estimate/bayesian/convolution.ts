/** Convolution of `source` (H + T values) by `weights`, read off at the last T periods; before the source 0. */
export function convolve(source: Float64Array, weights: Float64Array, out: Float64Array): void {
  const offset = source.length - out.length;
  for (let t = 0; t < out.length; t++) {
    const lags = Math.min(weights.length, offset + t + 1);
    let sum = 0;
    for (let l = 0; l < lags; l++) sum += weights[l]! * source[offset + t - l]!;
    out[t] = sum;
  }
}

/** The transpose in the weights: out_l = Σ_t by_t·source_{t−l}. */
export function correlate(source: Float64Array, by: Float64Array, out: Float64Array): void {
  const offset = source.length - by.length;
  for (let l = 0; l < out.length; l++) {
    let sum = 0;
    for (let t = Math.max(0, l - offset); t < by.length; t++) sum += by[t]! * source[offset + t - l]!;
    out[l] = sum;
  }
}

/** The transpose in the source: out_i = Σ_l w_l·by_{i+l−H}, for i over the source's H + T periods. */
export function correlateSource(by: Float64Array, weights: Float64Array, out: Float64Array): void {
  const offset = out.length - by.length;
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    const last = Math.min(weights.length - 1, out.length - 1 - i);
    for (let l = Math.max(0, offset - i); l <= last; l++) sum += weights[l]! * by[i + l - offset]!;
    out[i] = sum;
  }
}
