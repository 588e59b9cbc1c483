/** Distribution functions and quantiles, a file a family. Parameters out of range and NaN throw RangeError. */
export { betaCdf, betaQuantile } from './distributions/beta.ts';
export { binomialCdf, binomialPmf, binomialQuantile } from './distributions/binomial.ts';
export { fCdf } from './distributions/f.ts';
export { chiSquaredCdf, gammaCdf } from './distributions/gamma.ts';
export { normalCdf, normalQuantile } from './distributions/normal.ts';
export { studentTCdf, studentTQuantile } from './distributions/studentT.ts';
