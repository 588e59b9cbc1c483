import { exp, log, pow } from '../../core/math.ts';

/** Step size adaptation by Nesterov's dual averaging, Hoffman & Gelman (2014), algorithm 5 and section 3.2.1. */
export type DualAveraging = {
  /** step size to use now */
  readonly current: () => number;
  /** averaged step size, to be kept when adaptation ends */
  readonly adapted: () => number;
  /** learns from one transition's mean acceptance probability */
  readonly update: (acceptance: number) => void;
  readonly restart: (stepSize: number) => void;
};

// the paper's values, and Stan's: chosen there by trial, not derived
const GAMMA = 0.05;
const T0 = 10;
const KAPPA = 0.75;
/** shrinks towards ten times the first guess: a step too large is found out cheaply */
const SHRINK_FACTOR = 10;

export function dualAveraging(initial: number, targetAcceptance: number): DualAveraging {
  let mu = 0;
  let count = 0;
  let errorMean = 0;
  let logStep = 0;
  let logStepMean = 0;
  const restart = (stepSize: number): void => {
    mu = log(SHRINK_FACTOR * stepSize);
    count = 0;
    errorMean = 0;
    logStep = log(stepSize);
    logStepMean = 0;
  };
  restart(initial);
  return {
    current: () => exp(logStep),
    adapted: () => exp(logStepMean),
    restart,
    update: (acceptance) => {
      count += 1;
      const eta = 1 / (count + T0);
      errorMean = (1 - eta) * errorMean + eta * (targetAcceptance - acceptance);
      logStep = mu - (Math.sqrt(count) / GAMMA) * errorMean;
      const weight = pow(count, -KAPPA);
      logStepMean = weight * logStep + (1 - weight) * logStepMean;
    },
  };
}
