import type { Finding } from '../../core/document.ts';
import type { RecordedWorld } from '../../scenario/recorded/types.ts';
import { worldOf } from '../../scenario/recorded/world.ts';
import type { Study } from '../study/study.ts';
import { findingsFrom } from './findings.ts';
import { recordedCellId, recordedEstimands, recordedValues } from './recording.ts';
import type { PlannedCell } from './types.ts';

/** The one cell of a recorded world: it has the length it has, and as many replicates as datasets.
 *  @param path of the scenario in the study
 *  @param findings gets what is wrong: values set in it, more replicates than there are, a truth that is not there */
export function planRecorded(
  study: Study,
  recorded: RecordedWorld,
  set: PlannedCell['set'],
  path: Finding['path'],
  findings: Finding[],
): readonly PlannedCell[] {
  const { name, folder, data, datasets, truth, truthFiles, periods } = recorded;
  const count = datasets.length;
  if (Object.keys(set).length > 0)
    findings.push({ path: [...path, 'set'], message: `${name} is recorded: there is nothing in it to set` });
  if (study.calibration === undefined && study.replicates > count) {
    const has = `${count} dataset${count === 1 ? '' : 's'}`;
    findings.push({ path: ['replicates'], message: `${study.replicates}; the recorded world ${name} has ${has}` });
  }
  if (truth === null) {
    const message = `the truth of ${name} is withheld: there is no ${truthFiles.join(', ')}; score its estimates with plumbline score --truth`;
    findings.push({ path, message });
    return [];
  }
  try {
    const estimands = recordedEstimands(truth, data.channels, study.estimands);
    const values = recordedValues(recorded, estimands);
    return [
      {
        id: recordedCellId(recorded),
        name: `${name}@${periods}`,
        scenario: name,
        set: {},
        periods,
        world: worldOf(recorded),
        recording: { folder, data, datasets: datasets.map((dataset, i) => ({ ...dataset, values: values[i]! })) },
        estimands,
        conditioning: [],
      },
    ];
  } catch (error) {
    findings.push(...findingsFrom(error, ['estimands'], `in cell ${name}: `));
    return [];
  }
}
