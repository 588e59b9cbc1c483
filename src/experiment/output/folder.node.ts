import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../../core/errors.ts';
import { makeFolder, readTextFile, unwritable } from '../../core/files.node.ts';
import { hashJson } from '../../core/hash.ts';
import { journalParts } from '../journal/writer.node.ts';
import { planDifferences } from '../plan/accept.ts';
import type { Plan } from '../plan/types.ts';
import { acrossNames } from './acrossFiles.ts';
import { writeAtomic } from './atomic.node.ts';

/** Files that are made from the journal; none may outlive the rows it was made from. */
const derivedFiles = [
  ...['estimates.csv', 'performance.csv', 'ranks.csv', 'calibration.csv'],
  ...['misses.csv', 'decomposition.csv', 'decisions.csv', 'timings.csv', 'manifest.json', 'report.html'],
  ...acrossNames,
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
    throw new InputError({ file: folder, message: refusal(stored!, plan, differences) });
  }
  const text = `${JSON.stringify({ hash: hashJson(plan), root, plan }, null, 1)}\n`;
  mustBeWritable(folder, () => writeAtomic(join(folder, 'plan.json'), text));
  sweep(folder);
}

const DAY_MS = 86_400_000;

/** Removes what runs that were killed have left half written; one that is alive is younger, by the clock of the disk. */
function sweep(folder: string): void {
  const timeOf = (name: string): number =>
    statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? Number.NaN;
  const now = timeOf('plan.json');
  for (const name of readdirSync(folder))
    if (name.endsWith('.part') && now - timeOf(name) > DAY_MS) rmSync(join(folder, name), { force: true });
}

/** Rows of two codes do not mix, or nobody could say what made the results. */
function refusal(stored: Plan, plan: Plan, differences: readonly string[]): string {
  const list = differences.join('; ');
  const sameStudy = planDifferences({ ...stored, versions: plan.versions }, plan).length === 0;
  return sameStudy
    ? `was begun with other code; go on with that code, or begin anew in another folder with --out (${list})`
    : `holds the results of another plan; choose another folder with --out (${list})`;
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
  if (!existsSync(file)) {
    const why = existsSync(folder) ? 'it has no plan.json' : 'there is no such folder';
    throw new InputError({ file: folder, message: `is no results folder: ${why}` });
  }
  const text = readTextFile(file, 'plan');
  const { hash, plan } = parsed(file, text);
  if (hash !== hashJson(plan))
    throw new InputError({ file, message: 'the plan does not have the hash that it was written with; was it edited?' });
  if (plan.format !== PLAN_FORMAT) {
    const message = `plan format ${plan.format}, allowed is ${PLAN_FORMAT}: written by another version of plumbline`;
    throw new InputError({ file, message });
  }
  const absent = absentPart(plan);
  if (absent !== undefined) {
    const message = `the plan has no ${absent}: written by an older version of plumbline; run the study anew, in another folder`;
    throw new InputError({ file, message });
  }
  return plan;
}

const PLAN_FORMAT: Plan['format'] = 1;

/** What every plan has by now, and one that was written before it was recorded has not. */
function absentPart({ versions, limits, claims, cells, arms }: Partial<Plan>): string | undefined {
  const parts = {
    versions,
    limits,
    claims,
    cells,
    arms,
    conditioning: cells?.every(({ conditioning }) => conditioning),
  };
  return Object.entries(parts).find(([, part]) => part === undefined || part === false)?.[0];
}

function parsed(file: string, text: string): { readonly hash: string; readonly plan: Plan } {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new InputError({ file, message: 'not JSON' });
  }
  const { hash, plan } = (content ?? {}) as { readonly hash?: unknown; readonly plan?: unknown };
  if (typeof hash === 'string' && typeof plan === 'object' && plan !== null) return { hash, plan: plan as Plan };
  throw new InputError({ file, message: 'not the plan of a study: it has no hash and plan' });
}

/** Folder of the study file that a results folder was made from, where it says so. */
export function readRoot(folder: string): string | undefined {
  return (JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8')) as { root?: string }).root;
}

/** Removes what was made from fewer rows. */
export function clearDerived(folder: string): void {
  for (const name of derivedFiles) rmSync(join(folder, name), { force: true });
}
