import type { ReportData } from '../data/types.ts';
import { type Axis, axesOf } from './shared/axes.ts';
import { heatFigure } from './shared/heatFigure.ts';

/** Heat maps over the sample size and a setting swept in the arms: the prior's strength where it is swept. */
export const weeksStrength = heatFigure({
  id: 'weeks-strength',
  title: 'Bias and coverage over weeks and prior strength',
  caption:
    'Orange is above what it should be (0 bias, the nominal coverage), blue below; numbers are percent ± one Monte Carlo error. Read upward: what a stronger prior buys; read across: whether more weeks wash it out.',
  lacking: 'no setting of an estimator was swept beside another axis',
  axesFor,
});

/** Weeks, or where they do not vary another axis, across; strength, or where it is not swept the first setting, up. */
function axesFor(data: ReportData): readonly [Axis, Axis] | null {
  const axes = axesOf(data);
  const settings = axes.filter(({ kind }) => kind === 'setting');
  const up = settings.find(({ name }) => /strength/.test(name)) ?? settings[0];
  const across = axes.find(({ kind }) => kind === 'weeks') ?? axes.find((axis) => axis !== up);
  return up === undefined || across === undefined ? null : [across, up];
}
