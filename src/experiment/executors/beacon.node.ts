import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../../core/errors.ts';
import { unwritable } from '../../core/files.node.ts';

/** The attempt that a worker is at. */
export type Sign = {
  /** attempts begun by this process, this one included */
  readonly count: number;
  readonly replicate: number;
  /** index into the plan */
  readonly arm: number;
};

/** A few bytes that a worker writes as each attempt begins, and its parent reads when it likes: also of a process that
 *  hangs, or has died. A message an attempt would cost ten times as much. */
export type Beacon = {
  /** for the child to inherit */
  readonly descriptor: number;
  /** null before the first attempt */
  readonly read: () => Sign | null;
  readonly close: () => void;
};

const BYTES = 24;

/** Where the worker finds it: after stdin, stdout, stderr and the channel. */
export const BEACON_DESCRIPTOR = 4;

/** @throws InputError where the folder for temporary files cannot be written */
export function openBeacon(): Beacon {
  const descriptor = openNameless();
  const seen = new Float64Array(3);
  return {
    descriptor,
    read: () => {
      readSync(descriptor, seen, 0, BYTES, 0);
      const [count, replicate, arm] = seen;
      return count === 0 ? null : { count: count!, replicate: replicate!, arm: arm! };
    },
    close: () => closeSync(descriptor),
  };
}

/** The worker's side. */
export function beaconWriter(descriptor: number): (replicate: number, arm: number) => void {
  const sign = new Float64Array(3);
  return (replicate, arm) => {
    sign[0]! += 1;
    sign[1] = replicate;
    sign[2] = arm;
    writeSync(descriptor, sign, 0, BYTES, 0);
  };
}

/** A file that is gone from its folder at once, and from the disk when nobody has it open; its bytes are allotted now, so
 *  that a disk which fills up later does not matter. */
function openNameless(): number {
  try {
    const folder = mkdtempSync(join(tmpdir(), 'plumbline-'));
    try {
      const descriptor = openSync(join(folder, 'beacon'), 'w+');
      writeSync(descriptor, new Uint8Array(BYTES));
      return descriptor;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  } catch (error) {
    throw new InputError({
      file: tmpdir(),
      message: `the folder for temporary files cannot be written: ${unwritable(error)}`,
    });
  }
}
