import type { Arm, Cell, ReportData } from '../../data/types.ts';

type Value = number | string;

/** Something the study varied: the weeks, a dial of the worlds, or a setting of the arms. */
export type Axis = {
  readonly kind: 'weeks' | 'dial' | 'setting';
  readonly name: string;
  /** at least two, numbers in their order */
  readonly values: readonly Value[];
  readonly of: (cell: Cell, arm: Arm) => Value | undefined;
};

/** Everything with two values or more. */
export function axesOf(data: ReportData): readonly Axis[] {
  const dials = [...new Set(data.cells.flatMap(({ dials }) => Object.keys(dials)))];
  const settings = [...new Set(data.arms.flatMap(({ swept }) => Object.keys(swept)))];
  const axes: readonly Axis[] = [
    axis('weeks', 'weeks', data, (cell) => cell.periods),
    ...dials.map((name) => axis('dial', name, data, (cell) => cell.dials[name])),
    ...settings.map((name) => axis('setting', name, data, (_, arm) => arm.swept[name])),
  ];
  return axes.filter(({ values }) => values.length > 1);
}

function axis(kind: Axis['kind'], name: string, { cells, arms }: ReportData, of: Axis['of']): Axis {
  const seen = new Set<Value>();
  if (kind === 'setting') for (const arm of arms) add(seen, of(cells[0]!, arm));
  else for (const cell of cells) add(seen, of(cell, arms[0]!));
  return { kind, name, values: [...seen].sort(byValue), of };
}

function add(seen: Set<Value>, value: Value | undefined): void {
  if (value !== undefined) seen.add(value);
}

/** Numbers first, by size; then words, as the study has them. */
function byValue(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return Number(typeof a === 'string') - Number(typeof b === 'string');
}
