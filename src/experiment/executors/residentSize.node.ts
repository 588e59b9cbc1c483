import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';

/** Bytes of memory that a process occupies; undefined where it is gone.
 *  Where there is no /proc, `ps` is asked. @see proc(5), /proc/pid/status; POSIX ps, `rss` in units of 1024 bytes */
export async function residentBytes(pid: number): Promise<number | undefined> {
  try {
    const kibibytes = process.platform === 'linux' ? fromProc(pid) : Number.parseInt(await fromPs(pid), 10);
    return kibibytes > 0 ? 1024 * kibibytes : undefined;
  } catch {
    return undefined;
  }
}

/** `VmRSS` rather than `statm`, which counts in pages of a size that is not told. NaN for a process that has ended. */
function fromProc(pid: number): number {
  return Number(/^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

function fromPs(pid: number): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile('ps', ['-o', 'rss=', '-p', String(pid)], (error, stdout) => (error ? reject(error) : resolve(stdout)));
  });
}
