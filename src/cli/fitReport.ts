import { type Estimand, estimandKey } from '../dataset/estimand.ts';
import type { Dataset } from '../dataset/types.ts';
import type { CurveRequest, Effect, Estimate } from '../estimate/contract.ts';
import type { Reading } from '../estimate/readings/businessReadings.ts';
import { answered, effectTable, trueRoas } from './effectTable.ts';
import { curvesJson } from './fitCurves.ts';
import type { FitSpec } from './fitSpec.ts';
import { readingLines } from './readingLines.ts';
import { bold, red, yellow } from './style.ts';
import { pack, wrap } from './wrap.ts';

export type FitFacts = {
  readonly file: string;
  readonly dataset: Dataset;
  readonly estimator: string;
  readonly spec: FitSpec;
  /** of the data: what was done to them, what is odd */
  readonly notes: readonly string[];
  /** what the fit file asks to be read of the fit */
  readonly readings?: readonly Reading[];
  /** what response curves were asked for */
  readonly curves?: CurveRequest;
};

/** Everything about a fit but fitted values and the draws of its effects, snake_case. */
export function fitJson(
  { file, dataset, estimator, spec, notes, readings = [], curves }: FitFacts,
  estimate: Estimate,
): unknown {
  const head = {
    file,
    digest: dataset.digest,
    periods: dataset.periods,
    estimator,
    carryover_start: dataset.carryoverStart,
    ...(notes.length === 0 ? {} : { notes }),
  };
  if (estimate.status !== 'ok' && estimate.status !== 'nonconverged') return { ...head, ...estimate };
  return {
    ...head,
    status: estimate.status,
    ...(estimate.status === 'nonconverged' ? { reason: estimate.reason } : {}),
    effects: effectsJson(estimate.effects, spec),
    parameters: estimate.parameters,
    diagnostics: estimate.diagnostics,
    ...(readings.length === 0 ? {} : { readings }),
    ...(curves === undefined || estimate.curves === undefined
      ? {}
      : { curves: curvesJson(dataset, curves, estimate.curves) }),
  };
}

/** Effects that have an answer, each beside its truth where that is known. */
export function effectsJson(effects: readonly (Effect | null)[], spec: FitSpec): readonly unknown[] {
  return answered(effects).map((effect) => {
    const truth = trueRoas(spec, effect.estimand);
    return {
      channel: effect.estimand.channel,
      estimand: estimandKey(effect.estimand),
      point: effect.point,
      se: effect.se,
      intervals: effect.intervals,
      ...(truth === undefined ? {} : { truth }),
    };
  });
}

/** The answer for people: ROAS with intervals, beside the truth where it is known, then what was assumed and how the fit went. */
export function fitText({ file, dataset, estimator, spec, readings = [] }: FitFacts, estimate: Estimate): string {
  const { channels, periods, period } = dataset;
  const title = bold(`${estimator} on ${file}: ${periods} ${period}s, ${channels.length} channels`);
  if (estimate.status === 'refused') return `${title}\n\n${red('refused')}: ${estimate.reason}: ${estimate.detail}`;
  if (estimate.status === 'error' || estimate.status === 'invalid-output' || estimate.status === 'timeout') {
    return `${title}\n\n${red(estimate.status)}: ${estimate.detail}`;
  }
  const effects = answered(estimate.effects);
  const unanswered = estimate.effects.length - effects.length;
  const parts = [
    [title],
    ...(estimate.status === 'nonconverged' ? [[yellow(`not converged: ${estimate.reason}`)]] : []),
    [
      effectTable(effects, spec),
      ...(unanswered === 0 ? [] : [`${unanswered} of ${estimate.effects.length} questions have no answer from it`]),
    ],
    assumptions(
      effects.map(({ estimand }) => estimand),
      dataset.carryoverStart,
    ),
    readingLines(readings),
    diagnosticLines(estimate.diagnostics),
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

/** What a CSV cannot say and the numbers therefore rest on. */
export function assumptions(asked: readonly Estimand[], start: Dataset['carryoverStart']): readonly string[] {
  const cut = asked.some(({ tail }) => tail === 0);
  const sentences = [
    ...(start === 'zero'
      ? [
          'Assumed: nothing was spent before the first row (carryover_start: zero), which pulls ROAS down where carryover is long.',
        ]
      : []),
    ...(cut
      ? ['What spend brings after the window is not counted; for that, ask for a tail (the +0 of the estimand).']
      : []),
  ];
  return sentences.length === 0 ? [] : wrap(sentences.join(' '), 100, '');
}

/** Diagnostics by name, as many on a line as fit. */
export function diagnosticLines(diagnostics: Readonly<Record<string, number>>): readonly string[] {
  const items = Object.entries(diagnostics).map(([name, value]) => `${name} ${Number(value.toPrecision(4))}`);
  return items.length === 0 ? [] : pack(items, ' · ');
}
