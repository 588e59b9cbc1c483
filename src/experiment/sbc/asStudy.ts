import type { Finding } from '../../core/document.ts';
import type { SbcDocument } from './schema.ts';

/** What a study of calibration asks of its plan, beyond cells and arms. */
export type CalibrationRequest = {
  /** L: thinned draws a truth is ranked among */
  readonly draws: number;
  /** K: points of comparison */
  readonly bins: number;
  /** share of fits that may fail */
  readonly failed: number;
};

/** The one arm of such a study. */
const ARM = 'model';

/** The study that it is: one world at one length, one arm, a replicate a simulation. So plan, units, executors and journal
 *  are those of every study; only what is done in a unit, and what comes of it, differ. */
export function asStudy({ name, question, model, data, simulations, draws, bins, seed, limits }: SbcDocument) {
  const { use, ...settings } = model;
  const { failed, ...backstops } = limits;
  return {
    name,
    ...(question === undefined ? {} : { question }),
    scenarios: [{ use: data.scenario, set: data.set }],
    periods: [data.periods],
    arms: [{ name: ARM, use, settings }],
    estimands: [],
    replicates: simulations,
    levels: [],
    seed,
    claims: [],
    limits: backstops,
    calibration: { draws, bins, failed },
  };
}

/** Where something wrong with a cell or an arm stands in the file of a study of calibration. */
export function placeInFile(path: Finding['path']): Finding['path'] {
  const [first, , ...rest] = path;
  if (first === 'scenarios') return ['data', ...rest];
  return first === 'estimators' ? ['model', ...rest] : path;
}
