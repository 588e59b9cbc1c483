import type { Exogenous } from './exogenous.ts';
import type { Setting } from './scaled.ts';
import { combine } from './solve.ts';

/** The setting that the truth is read from. Additive noise cancels in differences. Multiplicative noise of the outcome
 *  does not, so the truth is the expectation over it: its mean is 1, and the outcome is linear in it, so that putting
 *  1 in its place is exact. Not where it feeds back or meets a floor: there the draw stays, and notes.ts says so.
 *  @see statistics.md §1 */
export function expectedSetting(drawn: Setting): Setting {
  const { model, axis, factual } = drawn;
  const { outcome, nodes } = model;
  const linear = nodes[outcome]!.floor === -Infinity && !model.outcomeFeedsBack;
  if (!model.scaledByNoise || !linear) return drawn;
  const scale = drawn.exogenous.scale.map((series, node) => (node === outcome ? drawn.exogenous.outcomeScale : series));
  const exogenous: Exogenous = { ...drawn.exogenous, scale };
  const values = factual.values.map((series, node) => (node === outcome ? new Float64Array(axis.length) : series));
  const expected = { values, terms: factual.terms };
  combine(nodes[outcome]!, outcome, exogenous, expected, axis.start, axis.length);
  return { ...drawn, exogenous, factual: expected };
}
