import { spawn } from 'node:child_process';
import process from 'node:process';

/** The variable by which a program and all that it starts are known, even what has left its process group. */
export const MARK = 'PLUMBLINE_EXTERNAL';

/** Tenths of a second between SIGTERM and SIGKILL: time to remove a temporary file, no more. */
const GRACE_TENTHS = 5;

/** Waits until its stdin is closed, by us or because we are gone, and then ends a program: SIGTERM to its group, SIGKILL
 *  after the grace period, SIGKILL to whatever still carries the mark (where there is a /proc), and removes its folder. A
 *  process of its own, because a worker killed over a limit cannot clean up after itself. */
const script = `
read -r _
kill -s TERM -- "-$1"
n=0
while [ $n -lt ${GRACE_TENTHS} ] && kill -s 0 -- "-$1"; do sleep 0.1; n=$((n + 1)); done
kill -s KILL -- "-$1"
n=0
while [ $n -lt 20 ]; do
  found=$(grep -lsFxz -e "${MARK}=$2" /proc/[0-9]*/environ)
  [ -n "$found" ] || break
  for file in $found; do pid=\${file#/proc/}; kill -s KILL "\${pid%/environ}"; done
  n=$((n + 1))
done
rm -rf -- "$2"
exit 0
`;

export type Guard = {
  /** Ends the program and everything it left; resolves when that is done. */
  readonly dismiss: () => Promise<void>;
};

/** @param group process group of the program
 *  @param scratch its folder, which is also its mark */
export function startGuard(group: number, scratch: string): Guard {
  // a group of its own: Ctrl-C in a terminal must not end it before its work is done
  const guard = spawn('/bin/sh', ['-c', script, 'plumbline-guard', String(group), scratch], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const gone = new Promise<void>((resolve) => {
    guard.once('error', () => resolve(killGroup(group)));
    guard.once('exit', (code) => resolve(code === 0 ? undefined : killGroup(group)));
  });
  guard.stdin.on('error', () => {});
  // neither keeps this process from ending: that is what the guard waits for
  guard.unref();
  unrefStream(guard.stdin);
  return {
    dismiss: () => {
      guard.ref();
      guard.stdin.end();
      return gone;
    },
  };
}

/** Where there is no guard to do it. */
function killGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // nothing left
  }
}

/** Pipes of child processes are sockets, which their types do not say. */
export function unrefStream(stream: object): void {
  (stream as { readonly unref?: () => void }).unref?.();
}
