import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../core/errors.ts';
import { makeFolder, unwritable } from '../../core/files.node.ts';
import { hashJson } from '../../core/hash.ts';
import { journalParts } from '../journal/writer.node.ts';
import { planDifferences } from '../plan/accept.ts';
import type { Plan } from '../plan/types.ts';
import { writeAtomic } from './atomic.node.ts';

/** Files that are made from the journal; none may outlive the rows it was made from. */
const derivedFiles = [
  ...['estimates.csv', 'performance.csv', 'ranks.csv', 'calibration.csv'],
  ...['timings.csv', 'manifest.json'],
];

/** Makes a results folder ready for a plan: a new one, or one whose plan this one continues. Nothing else is touched.
 *  @param root folder of the study file, which a replay needs for the files that the study names
 *  @throws InputError where the folder cannot be written, or holds results of another plan, naming what differs */
export function openFolder(folder: string, plan: Plan, root?: string): void {
  mustBeWritable(folder, () => {
    makeFolder(folder);
    writeAtomic(join(folder, '.writable'), '');
    rmSync(join(folder, '.writable'));
  });
  const stored = existsSync(join(folder, 'plan.json')) ? readPlan(folder) : undefined;
  if (stored === undefined && journalParts(folder).length > 0) {
    throw new InputError({ file: folder, message: 'has attempts but no plan.json; choose another folder with --out' });
  }
  const differences = stored === undefined ? [] : planDifferences(stored, plan);
  if (differences.length > 0) {
    const message = `holds the results of another plan; choose another folder with --out (${differences.join('; ')})`;
    throw new InputError({ file: folder, message });
  }
  const text = `${JSON.stringify({ hash: hashJson(plan), root, plan }, null, 1)}\n`;
  mustBeWritable(folder, () => writeAtomic(join(folder, 'plan.json'), text));
}

function mustBeWritable(folder: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw new InputError({ file: folder, message: `the results folder cannot be written: ${unwritable(error)}` });
  }
}

/** The plan of a results folder.
 *  @throws InputError where there is none, or where it was changed by hand */
export function readPlan(folder: string): Plan {
  const file = join(folder, 'plan.json');
  if (!existsSync(file)) throw new InputError({ file: folder, message: 'is no results folder: it has no plan.json' });
  try {
    const { hash, plan } = JSON.parse(readFileSync(file, 'utf8')) as { hash: string; plan: Plan };
    if (hash === hashJson(plan)) return plan;
  } catch {
    throw new InputError({ file, message: 'not JSON' });
  }
  throw new InputError({ file, message: 'the plan does not have the hash that it was written with; was it edited?' });
}

/** Folder of the study file that a results folder was made from, where it says so. */
export function readRoot(folder: string): string | undefined {
  return (JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8')) as { root?: string }).root;
}

/** Removes what was made from fewer rows. */
export function clearDerived(folder: string): void {
  for (const name of derivedFiles) rmSync(join(folder, name), { force: true });
}
