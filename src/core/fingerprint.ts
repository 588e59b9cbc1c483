import * as distributions from './distributions.ts';
import { digestSeries } from './hash.ts';
import { fitLeastSquares, leastSquaresRoom } from './linalg/leastSquares.ts';
import * as math from './math.ts';
import * as draws from './random/draws.ts';
import { openStream, type Stream } from './random/stream.ts';

const LENGTH = 2000;

/** Hashes of long vectors from every part of the mathematics: equal in all engines, or some engine's own function has
 *  crept in. src/core/fingerprint.json holds what they must be; a change of one is a change of every result. */
export function fingerprint(): Record<string, string> {
  return Object.fromEntries(Object.entries(vectors).map(([name, vector]) => [name, digestSeries([vector()])]));
}

const vectors: Readonly<Record<string, () => Float64Array>> = {
  exp: grid(-750, 720, math.exp),
  expm1: grid(-40, 40, math.expm1),
  log: grid(1e-3, 1e6, math.log),
  log1p: grid(-0.999, 50, math.log1p),
  log2: grid(1e-3, 1e6, math.log2),
  log10: grid(1e-3, 1e6, math.log10),
  pow: grid(0.001, 30, (x) => math.pow(x, 3.7 - x)),
  sin: grid(-1e4, 1e4, math.sin),
  cos: grid(-1e4, 1e4, math.cos),
  tan: grid(-1e4, 1e4, math.tan),
  atan: grid(-50, 50, math.atan),
  sinh: grid(-20, 20, math.sinh),
  cosh: grid(-20, 20, math.cosh),
  tanh: grid(-20, 20, math.tanh),
  lgamma: grid(0.01, 300, math.lgamma),
  digamma: grid(0.01, 300, math.digamma),
  trigamma: grid(0.01, 300, math.trigamma),
  erf: grid(-6, 6, math.erf),
  erfc: grid(-6, 26, math.erfc),
  sigmoid: grid(-40, 40, math.sigmoid),
  softplus: grid(-40, 40, math.softplus),
  bits: drawn((stream) => stream.next32()),
  uniform: drawn((stream) => stream.uniform()),
  normal: drawn((stream) => stream.normal()),
  gamma: drawn((stream, i) => draws.gamma(stream, 0.1 + i / 100, 2)),
  beta: drawn((stream, i) => draws.beta(stream, 0.2 + (i % 7), 0.3 + (i % 5))),
  studentT: drawn((stream, i) => draws.studentT(stream, 1 + (i % 30))),
  poisson: drawn((stream, i) => draws.poisson(stream, i / 20)),
  integerBelow: drawn((stream, i) => draws.integerBelow(stream, i + 1)),
  permutation: () => Float64Array.from(draws.permutation(openStream(['fingerprint']), LENGTH)),
  normalCdf: grid(-30, 9, distributions.normalCdf),
  normalQuantile: inside(distributions.normalQuantile),
  studentTCdf: grid(-9, 9, (x) => distributions.studentTCdf(x, 1 + x * x)),
  studentTQuantile: inside((p) => distributions.studentTQuantile(p, 1 + 100 * p)),
  betaCdf: inside((p) => distributions.betaCdf(p, 0.5 + 9 * p, 3)),
  betaQuantile: inside((p) => distributions.betaQuantile(p, 0.5 + 90 * p, 3)),
  gammaCdf: grid(0, 40, (x) => distributions.gammaCdf(x, 0.5 + x / 2, 1)),
  chiSquaredCdf: grid(0, 40, (x) => distributions.chiSquaredCdf(x, 7)),
  fCdf: grid(0, 9, (x) => distributions.fCdf(x, 3, 17)),
  binomialCdf: inside((p) => distributions.binomialCdf(40, 100, p)),
  binomialPmf: inside((p) => distributions.binomialPmf(40, 100, p)),
  binomialQuantile: inside((p) => distributions.binomialQuantile(p, 100, 0.37)),
  leastSquares,
};

function grid(from: number, to: number, f: (x: number) => number): () => Float64Array {
  return () => Float64Array.from({ length: LENGTH }, (_, i) => f(from + ((to - from) * i) / (LENGTH - 1)));
}

function inside(f: (p: number) => number): () => Float64Array {
  return () => Float64Array.from({ length: LENGTH }, (_, i) => f((i + 0.5) / LENGTH));
}

function drawn(draw: (stream: Stream, i: number) => number): () => Float64Array {
  return () => {
    const stream = openStream(['fingerprint']);
    return Float64Array.from({ length: LENGTH }, (_, i) => draw(stream, i));
  };
}

function leastSquares(): Float64Array {
  const stream = openStream(['fingerprint']);
  const room = leastSquaresRoom(200, 9);
  const x = Float64Array.from({ length: 1800 }, () => stream.normal());
  const y = Float64Array.from({ length: 200 }, () => stream.normal());
  fitLeastSquares(room, x, y);
  return Float64Array.from([...room.coefficients, ...room.residuals, ...room.inverseR]);
}
