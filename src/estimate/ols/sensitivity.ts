import { studentTQuantile } from '../../core/distributions.ts';
import { InputError } from '../../core/errors.ts';
import { closest } from '../../core/spelling.ts';
import type { Dataset } from '../../dataset/types.ts';
import { classicalCovariance } from '../../inference/leastSquares/classical.ts';
import { gather } from '../../inference/leastSquares/dependence.ts';
import { type LeastSquaresFit, leastSquares } from '../../inference/leastSquares/fit.ts';
import {
  adjustedFor,
  type ConfounderStrength,
  confoundingBias,
  partialR2,
  type Regressed,
  robustnessValue,
  timesAsStrong,
} from '../../inference/leastSquares/robustnessValue.ts';
import { standardErrors } from '../../inference/leastSquares/sandwich.ts';
import { type Column, type ColumnSettings, keptControls } from '../columns.ts';
import type { Diagnostics, FitRequest } from '../contract.ts';
import type { ChannelResponse } from '../response.ts';
import type { SensitivitySettings } from './sensitivitySettings.ts';

/** @throws InputError where a benchmark is no control of the equation */
export function checkBenchmark(
  dataset: Dataset,
  {
    sensitivity,
    controls,
  }: { readonly sensitivity?: SensitivitySettings; readonly controls: ColumnSettings['controls'] },
): void {
  const known = keptControls(dataset, controls).map(({ name }) => name);
  const unknown = (sensitivity?.benchmark ?? []).flatMap((name, i) => {
    if (known.includes(name)) return [];
    const guess = closest(name, known);
    const message = `the equation has no control "${name}"; allowed: ${known.length === 0 ? 'none' : known.join(', ')}`;
    return [{ path: `sensitivity.benchmark[${i}]`, message, ...(guess === undefined ? {} : { guess }) }];
  });
  if (unknown.length > 0) throw new InputError(unknown);
}

/** What something hidden would have to be, channel by channel, by classical standard errors whatever `intervals` says: the
 *  formulas are about those. Answers are of the first asked estimand that the channel has an answer to; without one they
 *  are left out, as is what is not defined.
 *  @see docs/methods/sensitivity.md */
export function sensitivityDiagnostics(
  fit: LeastSquaresFit,
  columns: readonly Column[],
  responses: readonly ChannelResponse[],
  settings: SensitivitySettings,
  { estimands }: Pick<FitRequest, 'estimands'>,
): Diagnostics {
  if (settings === undefined) return {};
  const { q, level, confounder, benchmark, times } = settings;
  const regressed = regressions(fit);
  const strengthOf = (j: number) => partialR2(regressed[j]!.estimate / regressed[j]!.se, fit.df);
  const controls = benchmark.map((name) => columns.findIndex((one) => one.role === 'control' && one.name === name));
  const all: [string, number][] = controls.map((j) => [`partial_r2.${columns[j]!.name}`, strengthOf(j)]);
  responses.forEach(({ channel, effect }, c) => {
    const j = columns.length - responses.length + c;
    const { estimate, se, df } = regressed[j]!;
    const t = estimate / se;
    const unit = estimands.map((estimand) => (estimand.channel === channel ? effect(estimand) : null)).find(isNumber);
    all.push(
      [`partial_r2.${channel}`, strengthOf(j)],
      [`robustness_value.${channel}`, robustnessValue(t, df, q)],
      [`robustness_value_interval.${channel}`, robustnessValue(t, df, q, level)],
    );
    const suppose = (name: string, strength: ConfounderStrength | null) => {
      if (unit === undefined || strength === null) return;
      const adjusted = adjustedFor(regressed[j]!, strength);
      const half = studentTQuantile((1 + level) / 2, adjusted.df) * adjusted.se * Math.abs(unit);
      const point = adjusted.estimate * unit;
      all.push([`adjusted.${name}`, point], [`adjusted_lower.${name}`, point - half]);
      all.push([`adjusted_upper.${name}`, point + half]);
    };
    if (confounder !== undefined) suppose(channel, confounder);
    for (const z of controls) {
      const name = `${channel}.${columns[z]!.name}`;
      const own = asOutcome(fit, j, z);
      if (own === null) continue;
      const strength = { outcome: strengthOf(z), channel: partialR2(own, fit.df + 1) };
      all.push([`partial_r2.${name}`, strength.channel]);
      if (unit !== undefined) {
        const sign = Math.sign(own) * Math.sign(regressed[z]!.estimate);
        all.push([`left_out_bias.${name}`, unit * sign * confoundingBias(before(regressed[j]!, strength), strength)]);
      }
      suppose(name, timesAsStrong(strength, times));
    }
  });
  return Object.fromEntries(all.filter(([, value]) => Number.isFinite(value)));
}

const isNumber = (value: number | null): value is number => value !== null;

function regressions(fit: LeastSquaresFit): readonly Regressed[] {
  const se = standardErrors(classicalCovariance(fit), fit.k);
  return Array.from(fit.coefficients, (estimate, j) => ({ estimate, se: se[j]!, df: fit.df }));
}

/** t of column z when column j is regressed on all others; null where that has no answer. */
function asOutcome({ x, n, k }: LeastSquaresFit, j: number, z: number): number | null {
  const others = Array.from({ length: k }, (_, i) => i).filter((i) => i !== j);
  const fit = leastSquares(gather(x, n, others), x.subarray(j * n, (j + 1) * n), k - 1);
  if (fit.status !== 'ok') return null;
  const { estimate, se } = regressions(fit)[others.indexOf(z)]!;
  return estimate / se;
}

/** Standard error and degrees of freedom of the regression without the control: `adjustedFor` turned round. */
function before({ se, df }: Regressed, { outcome, channel }: ConfounderStrength): Pick<Regressed, 'se' | 'df'> {
  return { se: se * Math.sqrt(((1 - channel) / (1 - outcome)) * (df / (df + 1))), df: df + 1 };
}
