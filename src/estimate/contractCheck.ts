import { estimandKey } from '../dataset/estimand.ts';
import type { Effect, Estimate, FitRequest } from './contract.ts';
import { curvesFault } from './curvesFault.ts';
import { isObject, type Loose, show } from './loose.ts';

const answered = ['ok', 'nonconverged'];
const unanswered = ['refused', 'error', 'invalid-output', 'timeout'];

/** What a fit returned, or `invalid-output` with the first thing wrong with it: a user's estimator may return anything.
 *  A point outside of its interval is allowed: percentile intervals of a biased bootstrap do that.
 *  @param rows G·T, where fitted values are to be counted
 *  @param channels of the data, where the names of curves are to be checked */
export function checkEstimate(
  estimate: unknown,
  request: Pick<FitRequest, 'estimands' | 'levels' | 'curves'>,
  rows?: number,
  channels?: readonly string[],
): Estimate {
  const detail = fault(estimate, request, rows, channels);
  return detail === undefined ? (estimate as Estimate) : { status: 'invalid-output', detail };
}

function fault(
  estimate: unknown,
  request: Pick<FitRequest, 'estimands' | 'levels' | 'curves'>,
  rows: number | undefined,
  channels: readonly string[] | undefined,
): string | undefined {
  if (!isObject(estimate)) return `the fit returned ${show(estimate)}, not an estimate`;
  const { status, effects, fitted, parameters, diagnostics } = estimate;
  if (unanswered.includes(status as string)) {
    return typeof estimate.detail === 'string' ? undefined : `detail: ${show(estimate.detail)} is no text`;
  }
  if (!answered.includes(status as string)) {
    return `status: ${show(status)}; allowed: ${[...answered, ...unanswered].join(', ')}`;
  }
  if (!(fitted instanceof Float64Array)) return `fitted: ${show(fitted)} is no Float64Array`;
  if (rows !== undefined && fitted.length !== rows) return `fitted: ${fitted.length} values for ${rows} rows`;
  const bad = fitted.findIndex((value) => !Number.isFinite(value));
  if (bad !== -1) return `fitted[${bad}]: ${fitted[bad]}`;
  if (!isObject(diagnostics)) return `diagnostics: ${show(diagnostics)} is no object of numbers`;
  const unsound = Object.entries(diagnostics).find(([, value]) => !Number.isFinite(value));
  if (unsound !== undefined) return `diagnostics.${unsound[0]}: ${show(unsound[1])} is no finite number`;
  if (!Array.isArray(parameters)) return `parameters: ${show(parameters)} is no list`;
  const nameless = parameters.findIndex(
    (item: unknown) => !isObject(item) || typeof item.name !== 'string' || !Number.isFinite(item.value),
  );
  if (nameless !== -1) return `parameters[${nameless}]: ${show(parameters[nameless])} is no name with a finite value`;
  if (!Array.isArray(effects)) return `effects: ${show(effects)} is no list`;
  const { estimands, levels } = request;
  if (effects.length !== estimands.length) return `effects: ${effects.length} for ${estimands.length} estimands`;
  for (const [i, estimand] of estimands.entries()) {
    const problem = effects[i] === null ? undefined : effectFault(effects[i], estimand, levels);
    if (problem !== undefined) return `effects[${i}]${problem}`;
  }
  return curvesFault(estimate.curves, request.curves, channels);
}

function effectFault(effect: unknown, asked: Effect['estimand'], levels: readonly number[]): string | undefined {
  if (!isObject(effect)) return `: ${show(effect)} is no effect; null says that there is none`;
  const { point, se, mcse, draws, intervals, estimand } = effect as Loose & { readonly estimand?: Effect['estimand'] };
  if (!isObject(estimand) || name(estimand) !== name(asked)) return `.estimand: the answer to ${name(asked)} was asked`;
  if (!Number.isFinite(point)) return `.point: ${show(point)} is no finite number`;
  if (se !== null && !isScale(se)) return `.se: ${show(se)} is no finite number of 0 or more, nor null`;
  if (mcse !== undefined && !isScale(mcse)) return `.mcse: ${show(mcse)} is no finite number of 0 or more`;
  if (draws !== undefined && !(draws instanceof Float64Array && draws.length > 0 && draws.every(Number.isFinite))) {
    return '.draws: not a Float64Array of finite numbers';
  }
  if (!Array.isArray(intervals) || intervals.length !== levels.length) {
    return `.intervals: ${show(intervals)}; one for each of the levels ${levels.join(', ')} is needed`;
  }
  const wrong = intervals.findIndex(
    ({ level, lower, upper }, j) =>
      !(level === levels[j] && Number.isFinite(lower) && Number.isFinite(upper) && lower <= upper),
  );
  if (wrong !== -1) return `.intervals[${wrong}]: ${show(intervals[wrong])} is no interval of level ${levels[wrong]}`;
  return undefined;
}

const name = (estimand: Effect['estimand']) => `${estimand.channel} ${estimandKey(estimand)}`;
const isScale = (value: unknown) => typeof value === 'number' && Number.isFinite(value) && value >= 0;
