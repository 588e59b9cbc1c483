import type { NoiseComponent } from '../scenario/world.ts';
import type { CompiledWorld } from './compile.ts';
import type { Exogenous } from './exogenous.ts';
import type { Setting } from './scaled.ts';
import { combine } from './solve.ts';

/** The setting that the truth is read from. Additive noise cancels in differences. Multiplicative noise of the outcome
 *  does not, so the truth is the expectation over it. On the scale of the outcome its mean is 1, and the outcome is
 *  linear in it, so that putting 1 in its place is exact. On the log scale it is N(0, v), and E exp(m + N(0, v)) =
 *  exp(m + v/2): v/2 stands in its place. Not where it feeds back or meets a floor: there the draw stays, and notes.ts
 *  says so.
 *  @see statistics.md §1 */
export function expectedSetting(drawn: Setting): Setting {
  const { model, axis, factual } = drawn;
  const { outcome, nodes } = model;
  const averages = nodes[outcome]!.floor === -Infinity && !model.outcomeFeedsBack;
  if (!model.scaledByNoise || !averages) return drawn;
  const expectation = nodes[outcome]!.exponential ? logExpectation(drawn) : scaleExpectation(drawn);
  const exogenous: Exogenous = { ...drawn.exogenous, ...expectation };
  const values = factual.values.map((series, node) => (node === outcome ? new Float64Array(axis.length) : series));
  const expected = { values, terms: factual.terms };
  combine(nodes[outcome]!, outcome, exogenous, expected, axis.start, axis.length);
  return { ...drawn, exogenous, factual: expected };
}

function scaleExpectation({ exogenous, model }: Setting): Pick<Exogenous, 'scale'> {
  return { scale: exogenous.scale.map((series, node) => (node === model.outcome ? exogenous.outcomeScale : series)) };
}

function logExpectation({ exogenous, model, axis }: Setting): Pick<Exogenous, 'noise'> {
  const half = new Float64Array(axis.length).fill(noiseVariance(model) / 2);
  return { noise: exogenous.noise.map((series, node) => (node === model.outcome ? half : series)) };
}

/** Of the outcome's noise in one period. An AR(1) starts from its stationary law, so it is the same in all. */
function noiseVariance({ world, outcome }: CompiledWorld): number {
  return world.nodes[outcome]!.noise.reduce((sum, part) => sum + varianceOf(part), 0);
}

function varianceOf(part: NoiseComponent): number {
  const variance = part.sd * part.sd;
  return part.kind === 'ar1' ? variance / (1 - part.phi * part.phi) : variance;
}
