import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { datasetCsv } from '../../dataset/write.ts';
import { loadScenario } from '../../scenario/load.node.ts';
import { resolveWorld } from '../../scenario/scenario.ts';
import { datasetFile, packYaml, truthHeader, truthRows } from '../../simulate/pack.ts';
import { compileWorld, simulate } from '../../simulate/simulate.ts';

/** A pack of the scenario `clean`, as `plumbline simulate --replicates` writes it.
 *  @returns digests of the datasets as simulated */
export function writePack(folder: string, count: number, seed: number, periods = 40): readonly string[] {
  const model = compileWorld(resolveWorld(loadScenario('clean')));
  const requests = [{ kind: 'roas.total' }, { kind: 'roas.direct' }] as const;
  const made = Array.from({ length: count }, (_, replicate) => simulate(model, { seed, replicate, periods, requests }));
  const truth = made.map((one, i) => truthRows(datasetFile(i, count), one.truth));
  for (const [i, { dataset }] of made.entries())
    writeFileSync(join(folder, datasetFile(i, count)), datasetCsv(dataset, 'all'));
  writeFileSync(join(folder, 'truth.csv'), truthHeader + truth.join(''));
  writeFileSync(join(folder, 'pack.yaml'), packYaml('A pack.', made[0]!.dataset));
  return made.map(({ dataset }) => dataset.digest);
}
