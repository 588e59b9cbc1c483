import type { ReportData } from '../../data/types.ts';
import type { Figure } from '../figure.ts';
import type { Axis } from './axes.ts';
import { drawHeat, heatRows } from './heat.ts';
import { scoredColumns, tableOf } from './table.ts';

type HeatParts = Pick<Figure, 'id' | 'title' | 'caption'> & {
  /** why a study without two such axes has no such figure */
  readonly lacking: string;
  /** across and up; null where the study does not vary both */
  readonly axesFor: (data: ReportData) => readonly [Axis, Axis] | null;
};

/** Heat maps of bias and coverage over two axes that a study varies. */
export function heatFigure({ id, title, caption, lacking, axesFor }: HeatParts): Figure {
  return {
    ...{ id, title, caption },
    absent: (data) => (axesFor(data) === null ? lacking : null),
    table: (view) => {
      const axes = axesFor(view.data);
      return tableOf(scoredColumns, axes === null ? [] : heatRows(view, ...axes));
    },
    draw: (view, around) => {
      const axes = axesFor(view.data);
      return axes === null ? null : drawHeat(view, around, title, ...axes);
    },
  };
}
