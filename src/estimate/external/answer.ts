import { check } from '../../core/document.ts';
import { mean, median, sd } from '../../core/stats.ts';
import type { Estimand } from '../../dataset/estimand.ts';
import { percentileIntervals } from '../../inference/bootstrap/percentile.ts';
import type { Effect, Estimate, FitRequest, FittedCurve } from '../contract.ts';
import { type Answer, answerSchema, type WireCurve, type WireEffect } from './protocol.ts';

/** More would only swell the journal. */
const SHOWN = 80;

/** An answer to an earlier question: the program is out of step, which says nothing of this fit. */
export type Decoded = { readonly kind: 'estimate'; readonly estimate: Estimate } | { readonly kind: 'out-of-step' };

/** Reads one line of the program's stdout; what is not an answer is `invalid-output`.
 *  @param id of the question */
export function decodeAnswer(
  line: string,
  id: string,
  request: Pick<FitRequest, 'estimands' | 'levels' | 'curves'>,
): Decoded {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return invalid(notJson(line));
  }
  const { data, findings } = check(answerSchema, value);
  const [first] = findings;
  if (first !== undefined) {
    const path = [...first.path, ...(first.key === undefined ? [] : [first.key])].join('.');
    return invalid(`${path === '' ? '' : `${path}: `}${first.message}`);
  }
  const answer: Answer = data!;
  if (answer.id !== id) return { kind: 'out-of-step' };
  return { kind: 'estimate', estimate: estimateOf(answer, request) };
}

function invalid(detail: string): Decoded {
  return { kind: 'estimate', estimate: { status: 'invalid-output', detail } };
}

function notJson(line: string): string {
  const shown = `stdout: ${JSON.stringify(line.slice(0, SHOWN))}${line.length > SHOWN ? '…' : ''} is no JSON`;
  if (!line.startsWith('{')) return `${shown}; only answers go to stdout, all else to stderr`;
  return /\b(NaN|Infinity|NA)\b/.test(line) ? `${shown}: it holds NaN, NA or Infinity` : `${shown}: cut off?`;
}

function estimateOf(answer: Answer, request: Pick<FitRequest, 'estimands' | 'levels' | 'curves'>): Estimate {
  if (answer.status === 'error') return { status: 'error', detail: answer.detail };
  if (answer.status === 'refused') return { status: 'refused', reason: answer.reason, detail: answer.detail };
  const { estimands, levels, curves } = request;
  if (answer.effects.length !== estimands.length) {
    const detail = `effects: ${answer.effects.length} for ${estimands.length} estimands`;
    return { status: 'invalid-output', detail };
  }
  const rest = {
    effects: answer.effects.map((effect, i) => (effect === null ? null : effectOf(effect, estimands[i]!, levels))),
    ...(answer.curves === undefined || curves === undefined ? {} : { curves: answer.curves.map(curveOf) }),
    fitted: Float64Array.from(answer.fitted),
    parameters: answer.parameters.map(({ name, value, se }) => ({ name, value, ...(se === undefined ? {} : { se }) })),
    diagnostics: answer.diagnostics,
  };
  return answer.status === 'ok'
    ? { status: 'ok', ...rest }
    : { status: 'nonconverged', reason: answer.reason, ...rest };
}

/** @see statistics.md §3: the point of draws is their median, their intervals are equal-tailed */
function effectOf(
  { point, se, intervals, draws, mcse }: WireEffect,
  estimand: Estimand,
  levels: readonly number[],
): Effect {
  const sample = draws === undefined ? undefined : Float64Array.from(draws);
  return {
    estimand,
    point: point ?? median(sample!),
    se: se === undefined && sample !== undefined ? sd(sample) : (se ?? null),
    intervals: intervals ?? percentileIntervals(sample!, levels),
    ...(sample === undefined ? {} : { draws: sample }),
    ...(mcse === undefined ? {} : { mcse }),
  };
}

function curveOf({ channel, contribution, draws }: WireCurve): FittedCurve {
  const sample = draws?.map((draw) => Float64Array.from(draw));
  // the expected return: medians of channels do not add up
  const means = () => Float64Array.from(sample![0]!, (_, s) => mean(sample!.map((draw) => draw[s]!)));
  return {
    channel,
    contribution: contribution === undefined ? means() : Float64Array.from(contribution),
    ...(sample === undefined ? {} : { draws: sample }),
  };
}
