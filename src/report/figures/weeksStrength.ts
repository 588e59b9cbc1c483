import type { ReportData } from '../data/types.ts';
import type { Figure } from './figure.ts';
import { type Axis, axesOf } from './shared/axes.ts';
import { drawHeat, heatRows } from './shared/heat.ts';
import { scoredColumns, tableOf } from './shared/table.ts';

const title = 'Bias and coverage over weeks and prior strength';

/** Heat maps over the sample size and a setting swept in the arms: the prior's strength where it is swept. */
export const weeksStrength: Figure = {
  id: 'weeks-strength',
  title,
  caption:
    'Orange is above what it should be (0 bias, the nominal coverage), blue below; numbers are percent ± one Monte Carlo error. Read upward: what a stronger prior buys; read across: whether more weeks wash it out.',
  absent: (data) => (axesFor(data) === null ? 'no setting of an estimator was swept beside another axis' : null),
  table: (view) => {
    const axes = axesFor(view.data);
    return tableOf(scoredColumns, axes === null ? [] : heatRows(view, ...axes));
  },
  draw: (view, around) => {
    const axes = axesFor(view.data);
    return axes === null ? null : drawHeat(view, around, title, ...axes);
  },
};

/** Weeks, or where they do not vary another axis, across; strength, or where it is not swept the first setting, up. */
function axesFor(data: ReportData): readonly [Axis, Axis] | null {
  const axes = axesOf(data);
  const settings = axes.filter(({ kind }) => kind === 'setting');
  const up = settings.find(({ name }) => /strength/.test(name)) ?? settings[0];
  const across = axes.find(({ kind }) => kind === 'weeks') ?? axes.find((axis) => axis !== up);
  return up === undefined || across === undefined ? null : [across, up];
}
