import { estimandKey } from '../dataset/estimand.ts';
import type { CandidateFit, Choice } from '../estimate/bayesian/compare.ts';
import { FEW_OBSERVATIONS } from '../inference/loo/compare.ts';
import { badObservations } from '../inference/loo/exact.ts';
import { fixed } from './digits.ts';
import { answered, effectsByModel } from './effectTable.ts';
import { rule, verdict } from './fitCompareVerdict.ts';
import type { FitInput } from './fitInput.ts';
import { assumptions, diagnosticLines } from './fitReport.ts';
import { bold } from './style.ts';
import { table } from './table.ts';
import { wrap } from './wrap.ts';

/** No log density of data is as large. */
const ASTRAY = 1e6;

/** The comparison for people: what predicts best and by how much, or why nobody can say; then what it means for ROAS. */
export function compareText(input: FitInput, fits: readonly CandidateFit[], choice: Choice): string {
  const { file, dataset, spec } = input;
  const { periods, period, channels } = dataset;
  const order = choice.status === 'withheld' ? fits.map((_, i) => i) : choice.standings.map(({ index }) => index);
  const ordered = order.map((i) => fits[i]!);
  const parts = [
    [
      bold(
        `${spec.estimator.use} on ${file}: ${periods} ${period}s, ${channels.length} channels, ${fits.length} models`,
      ),
    ],
    [accuracyTable(fits, order, choice)],
    verdict(input, fits, choice),
    ...questions(input, ordered),
    assumptions(input.request.estimands, dataset.carryoverStart),
    reading(fits),
    ...troubled(ordered),
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function accuracyTable(fits: readonly CandidateFit[], order: readonly number[], choice: Choice): string {
  const right = 'right' as const;
  const titles = ['elpd_loo', 'se', 'difference', 'se', 'p_loo', 'elpd_waic', 'largest k̂', 'too large'];
  const refitted = fits.some(({ accuracy }) => (accuracy?.refits.length ?? 0) > 0);
  if (refitted) titles.push('refitted');
  const standings = choice.status === 'withheld' ? [] : choice.standings;
  return table(
    [{ title: 'model' }, ...titles.map((title) => ({ title, align: right }))],
    order.map((i) => {
      const { name, accuracy } = fits[i]!;
      if (accuracy === null) return [name, ...titles.map(() => '–')];
      const { loo, waic, refits } = accuracy;
      const behind = standings.find(({ index }) => index === i)?.difference;
      const worst = loo.paretoK.reduce((a, b) => Math.max(a, b), -Infinity);
      return [
        name,
        show(loo.elpd.value),
        show(loo.elpd.se),
        show(behind?.value),
        show(behind?.se),
        show(loo.parameters.value),
        show(waic.elpd.value),
        worst === Infinity ? '∞' : fixed(worst, 2),
        String(badObservations(loo).length),
        ...(refitted ? [String(refits.length)] : []),
      ];
    }),
  );
}

/** Log densities to a tenth; a chain that went astray may have any. */
const show = (x: number | undefined): string =>
  x !== undefined && Math.abs(x) >= ASTRAY ? x.toExponential(1) : fixed(x, 1);

/** A table for each question that was asked. */
function questions({ spec, request }: FitInput, fits: readonly CandidateFit[]): readonly (readonly string[])[] {
  const effects = fits.flatMap(({ name, estimate }) =>
    estimate.status === 'ok' || estimate.status === 'nonconverged'
      ? answered(estimate.effects).map((effect) => ({ model: name, effect }))
      : [],
  );
  return [...new Set(request.estimands.map(estimandKey))].flatMap((key) => {
    const rows = effects.filter(({ effect }) => estimandKey(effect.estimand) === key);
    return rows.length === 0 ? [] : [[bold(key), effectsByModel(rows, spec)]];
  });
}

/** How the first table is read. */
function reading(fits: readonly CandidateFit[]): readonly string[] {
  const loo = fits.find(({ accuracy }) => accuracy !== null)?.accuracy?.loo;
  if (loo === undefined) return [];
  const n = loo.pointwise.length;
  const few = `With ${n} observations, fewer than ${FEW_OBSERVATIONS}, the standard error of a difference tends to be too small.`;
  return wrap(
    [
      'elpd_loo: log predictive density of each observation from the others, summed, on the scaled outcome; difference: to the',
      'best model, with the standard error of the paired difference.',
      `k̂ is too large above ${fixed(loo.kThreshold, 2)}.`,
      `Models are told apart from a difference of ${rule} on (Sivula, Magnusson, Matamoros & Vehtari 2020; Vehtari's`,
      'cross-validation FAQ).',
      ...(n < FEW_OBSERVATIONS ? [few] : []),
    ].join(' '),
    100,
    '',
  );
}

function troubled(fits: readonly CandidateFit[]): readonly (readonly string[])[] {
  return fits.flatMap(({ name, estimate }) =>
    estimate.status === 'nonconverged' ? [[bold(name), ...diagnosticLines(estimate.diagnostics)]] : [],
  );
}
