import { expect, test } from 'vitest';
import { compareVersions } from './compare.ts';
import { placesOf } from './groups.ts';
import type { Sides } from './sides.ts';
import { planted, syntheticVersion, withRows } from './synthetic.fixture.ts';
import type { Version } from './types.ts';

const size = { replicates: 200, channels: 2 };
const own = syntheticVersion('a', size);
const moved = syntheticVersion('b', size, planted.streams(0.05));
/** Says nothing of the second channel where the replicate says so; its fits succeed. */
const silent = (version: Version, where: (replicate: number) => boolean): Version =>
  withRows(version, (row) => (where(row.replicate) ? { ...row, effects: [row.effects[0]!, null] } : row));
const always = () => true;
const failures = (a: Version, b: Version) => {
  const gate = compareVersions(a, b).gates.find(({ measure }) => measure === 'failures')!;
  return [gate.baseline, gate.candidate];
};

test('silence on a question that either version answers anywhere is a failure', () => {
  const tenth = (replicate: number) => replicate % 10 === 0;
  expect(failures(own, silent(moved, tenth))).toEqual([0, 0.1]);
  expect(failures(own, silent(moved, always))).toEqual([0, 1]);
  expect(failures(silent(own, always), moved)).toEqual([1, 0]);
  const last = (replicate: number) => replicate !== 150;
  expect(failures(silent(own, always), silent(moved, last))).toEqual([1, 0.995]);
});

test('an arm that does not know a channel, in neither version, does not fail of it', () => {
  const [a, b] = [silent(own, always), silent(moved, always)];
  expect(failures(a, b)).toEqual([0, 0]);
  expect(new Set(compareVersions(a, b).gates.map(({ channel }) => channel))).toEqual(new Set(['x0', '*']));
});

test('a gate of one question has no questions behind it', () => {
  const [a, b] = [silent(own, always), silent(moved, always)];
  expect(compareVersions(a, b).details).toEqual([]);
  // bias, rmse_ratio and two levels of both channels; failures are of the one cell
  const { details } = compareVersions(own, moved);
  expect(details.map(({ measure, channel, level }) => [measure, channel, level])).toEqual(
    (['bias', 'rmse_ratio', 0.8, 0.95] as const).flatMap((one) =>
      ['x0', 'x1'].map((channel) => (typeof one === 'number' ? ['coverage', channel, one] : [one, channel, null])),
    ),
  );
});

test('places are in the order of replicates of all arms and both versions, so that drawn signs do not depend on theirs', () => {
  const of = (...replicates: readonly number[]) => [{ replicate: Float64Array.from(replicates) }];
  const place = placesOf([
    { a: of(5, 12), b: of(5, 30) },
    { a: of(1, 12), b: of(2, 5) },
  ] as unknown as readonly Sides[]);
  expect([1, 2, 5, 12, 30].map(place)).toEqual([0, 1, 2, 3, 4]);
});
