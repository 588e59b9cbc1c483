import type { Source } from '../core/document.ts';
import type { Dataset } from '../dataset/types.ts';
import { unknownWord } from '../experiment/plan/findings.ts';
import type { FitSpec } from './fitSpec.ts';
import { specProblem } from './inSpec.ts';

/** The fit file's prices and promotions must be controls of the data.
 *  @throws InputError with their places */
export function checkReadings({
  spec,
  dataset,
  source,
}: {
  readonly spec: FitSpec;
  readonly dataset: Dataset;
  readonly source: Source;
}): void {
  const known = dataset.controls.map(({ name }) => name);
  const strangers = (['price', 'promotion'] as const).flatMap((kind) =>
    (spec.readings?.[kind] ?? [])
      .filter((name) => !known.includes(name))
      .map((name) => ({ path: ['readings', kind], ...unknownWord('control', name, known) })),
  );
  if (strangers.length > 0) throw specProblem(source, strangers);
}
