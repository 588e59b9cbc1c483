// The estimator under test: yours in place of this one.
export { default } from '../my-estimator.mjs';
