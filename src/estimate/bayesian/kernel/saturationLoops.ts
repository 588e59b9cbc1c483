import { log } from '../../../core/math.ts';
import { type Kernel, kernel } from './kernel.ts';

/** How a saturation curve is computed by the kernel, for all periods of all channels. A curve without an entry takes the
 *  ordinary way (channelTerm.ts), with the same answers. */
export type SaturationLoop = {
  readonly run: Kernel['logistic'];
  /** what the loop takes, from the curve's own parameters: as many values for each channel */
  readonly prepare: (p: Float64Array, out: Float64Array) => void;
  readonly prepared: number;
  /** the curve's derivative in its first parameter over the loop's, where they differ */
  readonly chain?: (p: Float64Array) => number;
};

const asItIs = (p: Float64Array, out: Float64Array): void => {
  out[0] = p[0]!;
};

export const saturationLoops: Readonly<Record<string, SaturationLoop>> = {
  none: { run: kernel.none, prepare: () => {}, prepared: 0 },
  logistic: { run: kernel.logistic, prepare: asItIs, prepared: 1 },
  exponential: { run: kernel.exponential, prepare: asItIs, prepared: 1 },
  michaelis_menten: { run: kernel.michaelisMenten, prepare: asItIs, prepared: 1 },
  root: { run: kernel.root, prepare: asItIs, prepared: 1 },
  // tanh(x/c) is the logistic curve of rate 2/c
  tanh: {
    run: kernel.logistic,
    prepare: (p, out) => {
      out[0] = 2 / p[0]!;
    },
    prepared: 1,
    chain: (p) => -2 / (p[0]! * p[0]!),
  },
  hill: {
    run: kernel.hill,
    prepare: (p, out) => {
      out[0] = log(p[0]!);
      out[1] = 1 / p[0]!;
      out[2] = p[1]!;
    },
    prepared: 3,
  },
};
