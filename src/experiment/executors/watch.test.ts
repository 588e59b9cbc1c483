import process from 'node:process';
import { expect, test } from 'vitest';
import { type Verdict, watch } from './watch.node.ts';

/** Watches this process over some looks.
 *  @param step of the clock from one look to the next, in milliseconds
 *  @param signs what the beacon shows, look by look; the last one stays */
function verdictOver(
  limits: Parameters<typeof watch>[2],
  step: (look: number) => number,
  signs: readonly (number | null)[] = [null, 1],
): Promise<Verdict | undefined> {
  let time = 0;
  let looks = 0;
  let reads = 0;
  const read = () => {
    const count = signs[Math.min(reads++, signs.length - 1)]!;
    return count === null ? null : { count, replicate: 7, arm: 2 };
  };
  const clock = (): number => {
    looks += 1;
    time += step(looks);
    return time;
  };
  return new Promise((resolve) => {
    const { end } = watch(process.pid, { read }, limits, clock, async (pid) => [pid], resolve);
    setTimeout(() => {
      end();
      resolve(undefined);
    }, 700);
  });
}

test('an attempt at which the beacon stays for too long is a timeout', async () => {
  const verdict = await verdictOver({ seconds: 1 }, () => 400);
  expect(verdict).toEqual({ status: 'timeout', sign: { count: 1, replicate: 7, arm: 2 } });
});

test('attempts that follow one another each have their own time', async () => {
  const many = Array.from({ length: 50 }, (_, i) => i);
  expect(await verdictOver({ seconds: 1 }, () => 400, [null, ...many])).toBeUndefined();
});

test('a clock that jumps, forth by an hour or back by two, or a machine that sleeps, costs no attempt', async () => {
  expect(await verdictOver({ seconds: 30 }, (look) => (look === 4 ? 3.6e6 : 50))).toBeUndefined();
  expect(await verdictOver({ seconds: 30 }, (look) => (look === 4 ? -7.2e6 : 50))).toBeUndefined();
});

test('a sign of an earlier block is held against nobody', async () => {
  expect(await verdictOver({ seconds: 0.1 }, () => 400, [5])).toBeUndefined();
});

test('a process that comes to no attempt is given up, but not for the time limit of an attempt', async () => {
  expect(await verdictOver({ seconds: 1 }, () => 1000, [5])).toBeUndefined();
  // five minutes and the limit, less 296 s: four looks, which count for a second each at most
  const slow = (signs: readonly (number | null)[]) => verdictOver({ seconds: -296 }, () => 1000, signs);
  expect(await slow([5])).toEqual({ status: 'stalled', sign: null });
  expect(await slow([null])).toEqual({ status: 'stalled', sign: null });
});

test('a process above its memory limit is oom, one below it is not', async () => {
  expect(await verdictOver({ megabytes: 10 }, () => 50)).toMatchObject({ status: 'oom', sign: { replicate: 7 } });
  expect(await verdictOver({ megabytes: 1e6 }, () => 50)).toBeUndefined();
});
