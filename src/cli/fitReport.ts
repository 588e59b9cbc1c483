import { estimandKey } from '../dataset/estimand.ts';
import type { Dataset } from '../dataset/types.ts';
import type { Effect, Estimate } from '../estimate/contract.ts';
import { decimalsFor, fixed } from './digits.ts';
import type { FitSpec } from './fitSpec.ts';
import { bold, red, yellow } from './style.ts';
import { table } from './table.ts';
import { pack, wrap } from './wrap.ts';

export type FitFacts = {
  readonly file: string;
  readonly dataset: Dataset;
  readonly estimator: string;
  readonly spec: FitSpec;
};

/** Everything about a fit but its draws and fitted values, snake_case. */
export function fitJson({ file, dataset, estimator, spec }: FitFacts, estimate: Estimate): unknown {
  const head = {
    file,
    digest: dataset.digest,
    periods: dataset.periods,
    estimator,
    carryover_start: dataset.carryoverStart,
  };
  if (estimate.status !== 'ok' && estimate.status !== 'nonconverged') return { ...head, ...estimate };
  return {
    ...head,
    status: estimate.status,
    ...(estimate.status === 'nonconverged' ? { reason: estimate.reason } : {}),
    effects: estimate.effects.flatMap((effect) =>
      effect === null
        ? []
        : [
            {
              channel: effect.estimand.channel,
              estimand: estimandKey(effect.estimand),
              point: effect.point,
              se: effect.se,
              intervals: effect.intervals,
              ...(trueRoas(spec, effect) === undefined ? {} : { truth: trueRoas(spec, effect) }),
            },
          ],
    ),
    parameters: estimate.parameters,
    diagnostics: estimate.diagnostics,
  };
}

/** The answer for people: ROAS with intervals, beside the truth where it is known, then what was assumed and how the fit went. */
export function fitText({ file, dataset, estimator, spec }: FitFacts, estimate: Estimate): string {
  const { channels, periods, period } = dataset;
  const title = bold(`${estimator} on ${file}: ${periods} ${period}s, ${channels.length} channels`);
  if (estimate.status === 'refused') return `${title}\n\n${red('refused')}: ${estimate.reason}: ${estimate.detail}`;
  if (estimate.status === 'error' || estimate.status === 'invalid-output') {
    return `${title}\n\n${red(estimate.status)}: ${estimate.detail}`;
  }
  const effects = estimate.effects.filter((effect): effect is Effect => effect !== null);
  const unanswered = estimate.effects.length - effects.length;
  const parts = [
    [title],
    ...(estimate.status === 'nonconverged' ? [[yellow(`not converged: ${estimate.reason}`)]] : []),
    [
      effectTable(effects, spec),
      ...(unanswered === 0 ? [] : [`${unanswered} of ${estimate.effects.length} questions have no answer from it`]),
    ],
    assumptions(effects),
    diagnosticLines(estimate.diagnostics),
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

/** The truth of a fit file is that of `roas.total`; other questions have other answers. */
function trueRoas({ truth }: FitSpec, { estimand }: Effect): number | undefined {
  return estimand.kind === 'roas.total' ? truth?.[estimand.channel] : undefined;
}

function effectTable(effects: readonly Effect[], spec: FitSpec): string {
  const right = 'right' as const;
  // kinds have scales of their own: a contribution is no ROAS
  const decimals = new Map(
    [...new Set(effects.map(({ estimand }) => estimand.kind))].map((kind) => [
      kind,
      decimalsFor(effects.filter(({ estimand }) => estimand.kind === kind).map(({ point }) => point)),
    ]),
  );
  return table(
    [
      { title: 'channel' },
      { title: 'estimand' },
      { title: 'estimate', align: right },
      { title: 'se', align: right },
      ...spec.levels.map((level) => ({ title: `${Number((100 * level).toPrecision(6))} % interval`, align: right })),
      ...(spec.truth === undefined ? [] : [{ title: 'truth', align: right }]),
    ],
    effects.map((effect) => {
      const { estimand, point, se, intervals } = effect;
      const show = (x: number | null | undefined) => fixed(x, decimals.get(estimand.kind)!);
      return [
        estimand.channel,
        estimandKey(estimand),
        show(point),
        show(se),
        ...intervals.map(({ lower, upper }) => `[${show(lower)}, ${show(upper)}]`),
        ...(spec.truth === undefined ? [] : [show(trueRoas(spec, effect))]),
      ];
    }),
  );
}

/** What a CSV cannot say and the numbers therefore rest on. */
function assumptions(effects: readonly Effect[]): readonly string[] {
  const cut = effects.some(({ estimand }) => estimand.tail === 0);
  return wrap(
    [
      'Assumed: nothing was spent before the first row (carryover_start: zero), which pulls ROAS down where carryover is long.',
      ...(cut
        ? ['What spend brings after the window is not counted; for that, ask for a tail (the +0 of the estimand).']
        : []),
    ].join(' '),
    100,
    '',
  );
}

function diagnosticLines(diagnostics: Readonly<Record<string, number>>): readonly string[] {
  const items = Object.entries(diagnostics).map(([name, value]) => `${name} ${Number(value.toPrecision(4))}`);
  return items.length === 0 ? [] : pack(items, ' · ');
}
