import type { AnyEstimator } from 'plumbline/testing';

declare const mine: AnyEstimator;
export default mine;
