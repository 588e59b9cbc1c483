import * as Plot from '@observablehq/plot';
import type { Surroundings } from '../figure.ts';
import { facet, type Place } from './grid.ts';
import { shorten } from './names.ts';
import type { nestedLoop } from './nested.ts';
import { characterWidth } from './sheet.ts';

/** px a factor takes: its name, and its steps below */
export const stripHeight = 38;
const stepHeight = 14;

export type StripOptions = {
  /** where the strips begin, on the scale of the lines above */
  readonly top: number;
  /** px a unit of that scale */
  readonly px: number;
  /** px from the left end to where no text may reach */
  readonly room: number;
};

/** Strips of steps below a nested loop: the higher, the later the value; the name and its values in their order above. */
export function factorMarks(
  { ink }: Surroundings,
  places: readonly Place[],
  { factors, cells }: ReturnType<typeof nestedLoop>,
  { top, px, room }: StripOptions,
): readonly Plot.Markish[] {
  const characters = Math.max(8, Math.floor(room / characterWidth));
  const names = factors.map(({ name, values }, f) => ({
    x: 0,
    y: top - (f * stripHeight + 9) / px,
    text: shorten(`${name}: ${values.join(', ')}`, characters),
  }));
  const steps = factors.flatMap(({ values }, f) => {
    const bottom = top - ((f + 1) * stripHeight - 4) / px;
    return cells.flatMap(({ levels }, i) => {
      const level = levels[f]!;
      const y = level < 0 ? Number.NaN : bottom + (stepHeight * level) / Math.max(1, values.length - 1) / px;
      return [i, i + 1].map((x) => ({ x, y, factor: f }));
    });
  });
  const everywhere = <Row>(rows: readonly Row[]) =>
    places.flatMap(({ column, line }) => rows.map((row) => ({ ...row, column, line })));
  return [
    Plot.text(everywhere(names), { ...facet, x: 'x', y: 'y', text: 'text', textAnchor: 'start', fill: ink.muted }),
    Plot.line(everywhere(steps), {
      ...facet,
      ...{ x: 'x', y: 'y', stroke: ink.muted, strokeWidth: 1.4 },
      z: ({ factor, column, line }: { factor: number } & Place) => `${factor} ${column} ${line}`,
    }),
  ];
}
