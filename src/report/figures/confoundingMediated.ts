import type { ReportData } from '../data/types.ts';
import { type Axis, axesOf } from './shared/axes.ts';
import { heatFigure } from './shared/heatFigure.ts';

/** Heat maps over two dials of the worlds. */
export const confoundingMediated = heatFigure({
  id: 'confounding-mediated',
  title: 'Bias and coverage over confounding and share mediated',
  caption:
    'Orange is above what it should be (0 bias, the nominal coverage), blue below; numbers are percent ± one Monte Carlo error. An arm that is pale all over can be trusted in all these worlds; a color that deepens to one side names the assumption it breaks on.',
  lacking: 'the study varies no two dials of its worlds',
  axesFor,
});

/** Confounding across and share mediated up, where the study varies them; else its first dials. */
function axesFor(data: ReportData): readonly [Axis, Axis] | null {
  const dials = axesOf(data).filter(({ kind }) => kind === 'dial');
  const across = dials.find(({ name }) => /confound/.test(name)) ?? dials[0];
  const others = dials.filter((axis) => axis !== across);
  const up = others.find(({ name }) => /mediat/.test(name)) ?? others[0];
  return across === undefined || up === undefined ? null : [across, up];
}
