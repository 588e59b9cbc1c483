import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';

/** Bytes of memory that a process occupies; undefined where it is gone.
 *  Where there is no /proc, `ps` is asked. @see proc(5), /proc/pid/status; POSIX ps, `rss` in units of 1024 bytes */
export async function residentBytes(pid: number): Promise<number | undefined> {
  try {
    const kibibytes =
      process.platform === 'linux' ? fromProc(pid, 'status', 'VmRSS') : Number.parseInt(await fromPs(pid), 10);
    return kibibytes > 0 ? 1024 * kibibytes : undefined;
  } catch {
    return undefined;
  }
}

/** Bytes that some processes occupy together.
 *  @param most beyond this, pages that several of them share are counted once, as far as the system tells: a sampler that
 *  forks four chains holds its data once. That takes longer to ask for */
export async function bytesTogether(pids: readonly number[], most: number): Promise<number> {
  const sizes = await Promise.all(pids.map(residentBytes));
  const sum = sizes.reduce<number>((total, size) => total + (size ?? 0), 0);
  if (sum <= most || pids.length === 1 || process.platform !== 'linux') return sum;
  return pids.reduce((total, pid, i) => total + (proportionalBytes(pid) ?? sizes[i] ?? 0), 0);
}

/** Each page divided by the number of processes that have it. @see proc(5), /proc/pid/smaps_rollup */
function proportionalBytes(pid: number): number | undefined {
  try {
    const kibibytes = fromProc(pid, 'smaps_rollup', 'Pss');
    return kibibytes > 0 ? 1024 * kibibytes : undefined;
  } catch {
    return undefined;
  }
}

/** `VmRSS` rather than `statm`, which counts in pages of a size that is not told. NaN for a process that has ended. */
function fromProc(pid: number, file: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s*(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/${file}`, 'utf8'))?.[1]);
}

function fromPs(pid: number): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile('ps', ['-o', 'rss=', '-p', String(pid)], (error, stdout) => (error ? reject(error) : resolve(stdout)));
  });
}
