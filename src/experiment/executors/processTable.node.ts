import { execFile } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import process from 'node:process';
import { MARK } from '../../estimate/external/guard.node.ts';

/** A process, whose child it is, and its process group. */
export type Row = { readonly pid: number; readonly parent: number; readonly group: number };

/** Share of the time that may go into reading the table: a machine may run thousands of processes. */
const SHARE = 0.05;

/** A process and all that descends from it, as last seen.
 *  @returns ids, its own first */
export type Family = (pid: number) => Promise<readonly number[]>;

/** One reading of the table for all who ask, at most as often as its cost allows.
 *  @param clock milliseconds since some fixed moment */
export function openFamily(clock: () => number, read: () => Promise<readonly Row[]> = processes): Family {
  let rows: Promise<readonly Row[]> | undefined;
  let due = Number.NEGATIVE_INFINITY;
  return async (pid) => {
    const begun = clock();
    if (rows === undefined || begun >= due) {
      due = Number.POSITIVE_INFINITY;
      rows = read().finally(() => {
        const cost = Math.max(0, clock() - begun);
        due = begun + cost / SHARE;
      });
    }
    return [pid, ...descendants(pid, await rows).map((row) => row.pid)];
  };
}

/** All that a process has started, and what that has started. */
export function descendants(pid: number, rows: readonly Row[]): readonly Row[] {
  const byParent = new Map<number, Row[]>();
  for (const row of rows) byParent.set(row.parent, [...(byParent.get(row.parent) ?? []), row]);
  const found: Row[] = [];
  const waiting = [pid];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const children = byParent.get(next) ?? [];
    found.push(...children);
    waiting.push(...children.map((row) => row.pid));
  }
  return found;
}

let reading: Promise<readonly Row[]> | undefined;

/** One table for all who ask in one go: a stop ends every worker at once. */
function rowsNow(): Promise<readonly Row[]> {
  reading ??= processes()
    .catch(() => [])
    .finally(() => {
      reading = undefined;
    });
  return reading;
}

/** Kills a process at once with what it has started: outside programs, and what is in its own process group. The guard of
 *  an outside program is neither: it has still to remove what the program leaves. */
export async function killTree(pid: number): Promise<void> {
  const rows = await rowsNow();
  const group = rows.find((row) => row.pid === pid)?.group;
  const others = descendants(pid, rows).filter((row) => row.group === group || isMarked(row.pid));
  for (const one of [pid, ...others.map((row) => row.pid)]) {
    try {
      process.kill(one, 'SIGKILL');
    } catch {
      // gone by itself
    }
  }
}

/** False where there is no /proc: the guards end outside programs there. */
function isMarked(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1')
      .split('\0')
      .some((line) => line.startsWith(`${MARK}=`));
  } catch {
    return false;
  }
}

/** @see proc(5), /proc/pid/stat; POSIX ps */
export async function processes(): Promise<readonly Row[]> {
  if (process.platform !== 'linux')
    return (await fromPs()).split('\n').flatMap((line) => rowOf(line.trim().split(/\s+/)));
  const bytes = Buffer.alloc(1024);
  return readdirSync('/proc').flatMap((name) => (/^\d/.test(name) ? rowOf(statOf(name, bytes)) : []));
}

function rowOf(fields: readonly string[]): readonly Row[] {
  const [pid, parent, group] = fields.map(Number);
  return pid && parent !== undefined && group !== undefined ? [{ pid, parent, group }] : [];
}

/** The name of a program stands in parentheses, and may hold blanks and parentheses of its own. */
function statOf(pid: string, bytes: Buffer): readonly string[] {
  try {
    const descriptor = openSync(`/proc/${pid}/stat`, 'r');
    try {
      const text = bytes.toString('latin1', 0, readSync(descriptor, bytes, 0, bytes.length, 0));
      return [pid, ...text.slice(text.lastIndexOf(')') + 4).split(' ', 2)];
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return [];
  }
}

function fromPs(): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile('ps', ['-A', '-o', 'pid=,ppid=,pgid='], (error, stdout) => (error ? reject(error) : resolve(stdout)));
  });
}
