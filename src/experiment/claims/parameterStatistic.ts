import type { Answers } from '../../score/answers.ts';
import type { ArmEvidence } from './evidence.ts';
import { answersStatistic } from './oneChannel.ts';
import type { Statistic } from './statistic.ts';

/** Before a parameter's name in the diagnostics of a row. */
export const PARAMETER = 'parameter.';

/** A measure of the estimates of one parameter against its generating value.
 *  @param truth of a replicate
 *  @param levels of the study; a parameter has no intervals */
export function parameterStatistic(
  { answers, notes }: ArmEvidence,
  { measure, parameter }: { readonly measure: string; readonly parameter: string },
  truth: (replicate: number) => number,
  levels: readonly number[],
): Statistic {
  const size = notes.length;
  const absent = (): Float64Array => new Float64Array(size).fill(Number.NaN);
  const replicate = answers[0]?.replicate ?? new Float64Array(0);
  const table: Answers = {
    size,
    replicate,
    truth: replicate.map(truth),
    ok: Float64Array.from(notes, ({ status }) => (status === 'ok' ? 1 : 0)),
    point: Float64Array.from(notes, ({ diagnostics }) => diagnostics[PARAMETER + parameter] ?? Number.NaN),
    ...{ se: absent(), crps: absent(), mcse: absent(), lower: [], upper: [] },
  };
  return answersStatistic(table, { measure, level: null, policy: 'as-analyzed' }, levels);
}
