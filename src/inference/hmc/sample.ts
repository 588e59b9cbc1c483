import { InputError } from '../../core/errors.ts';
import type { Stream } from '../../core/random/stream.ts';
import { runChains } from './chain.ts';
import type { ChainSettings } from './settings.ts';
import type { Chain, LogDensity } from './types.ts';

/** A start is looked for this often before giving up, and this far from 0 on every unconstrained axis: Stan's values. */
const START_TRIES = 100;
const START_RADIUS = 2;

/** A point where density and gradient are finite.
 *  @throws InputError with the last point in full when there is none */
function findStart(density: LogDensity, n: number, stream: Stream, nameOf: (i: number) => string): Float64Array {
  const q = new Float64Array(n);
  const gradient = new Float64Array(n);
  let value = Number.NaN;
  for (let attempt = 0; attempt < START_TRIES; attempt++) {
    for (let i = 0; i < n; i++) q[i] = START_RADIUS * (2 * stream.uniform() - 1);
    value = density(q, gradient);
    if (Number.isFinite(value) && gradient.every(Number.isFinite)) return q;
  }
  const point = Array.from(q, (x, i) => `${nameOf(i)} = ${x} (gradient ${gradient[i]})`).join(', ');
  throw new InputError({
    message: `no start with a finite log density and gradient in ${START_TRIES} tries; the last, log density ${value}, on the unconstrained scale: ${point}`,
  });
}

/** Chains, each from a stream and a start of its own.
 *  @param streamOf the stream of a chain, by its number
 *  @param nameOf names an axis in an error */
export function sampleChains(
  density: LogDensity,
  n: number,
  chains: number,
  settings: ChainSettings,
  streamOf: (chain: number) => Stream,
  nameOf: (i: number) => string = (i) => `q[${i}]`,
): readonly Chain[] {
  const streams = Array.from({ length: chains }, (_, c) => streamOf(c));
  const starts = streams.map((stream) => findStart(density, n, stream, nameOf));
  return runChains(density, starts, settings, streams);
}
