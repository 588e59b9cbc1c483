import { log } from '../../core/math.ts';
import type { Dataset } from '../../dataset/types.ts';
import { type ColumnSettings, keptControls } from '../columns.ts';
import { type Refused, refuse } from '../refusal.ts';

type Settings = Pick<ColumnSettings, 'controls'> & { readonly log_controls: readonly string[] };

/** The data with some controls by their logarithm, under their own names, or which of them has none.
 *  @throws InputError for names that are no control of the model */
export function withLogControls(dataset: Dataset, { controls, log_controls }: Settings): Dataset | Refused {
  const wanted = checkLogControls(dataset, { controls, log_controls });
  for (const { name, values } of dataset.controls) {
    const first = values.findIndex((value) => !(value > 0));
    if (!wanted.includes(name) || first === -1) continue;
    return refuse('unsupported', `${name} is ${values[first]} in period ${first % dataset.periods}: no logarithm`);
  }
  const logged = dataset.controls.map((series) =>
    wanted.includes(series.name) ? { ...series, values: series.values.map(log) } : series,
  );
  return { ...dataset, controls: logged };
}

/** Their names. @throws InputError for names that are no control of the model */
export function checkLogControls(dataset: Dataset, { controls, log_controls }: Settings): readonly string[] {
  const kept = { ...dataset, controls: keptControls(dataset, controls) };
  return keptControls(kept, [...log_controls], 'log_controls').map(({ name }) => name);
}
