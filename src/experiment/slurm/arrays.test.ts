import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numberRanges, splitArrays } from './arrays.ts';

const shardLists = fc.uniqueArray(fc.integer({ min: 1, max: 5000 })).map((list) => list.sort((a, b) => a - b));
const sizes = fc.integer({ min: 2, max: 1001 });

test('arrays hold every shard once, in order, under indices below MaxArraySize', () => {
  fc.assert(
    fc.property(shardLists, sizes, (shards, size) => {
      const arrays = splitArrays(shards, size);
      expect(arrays.flatMap(({ offset, indices }) => indices.map((index) => offset + index))).toEqual(shards);
      for (const index of arrays.flatMap(({ indices }) => indices)) {
        expect(index).toBeGreaterThanOrEqual(1);
        expect(index).toBeLessThan(size);
      }
    }),
  );
});

test('a shard has the same index whatever else is submitted, and no array is empty', () => {
  fc.assert(
    fc.property(shardLists, sizes, (shards, size) => {
      const alone = shards.flatMap((shard) => splitArrays([shard], size));
      const together = splitArrays(shards, size);
      expect(alone.map(({ offset, indices }) => [offset, indices[0]])).toEqual(
        together.flatMap(({ offset, indices }) => indices.map((index) => [offset, index])),
      );
      for (const { indices } of together) expect(indices.length).toBeGreaterThan(0);
    }),
  );
});

test('all shards of a study under a limit of three', () => {
  expect(splitArrays([1, 2, 3, 4, 5], 4)).toEqual([
    { offset: 0, indices: [1, 2, 3] },
    { offset: 3, indices: [1, 2] },
  ]);
});

test('ranges say the same numbers', () => {
  expect(numberRanges([1, 2, 3, 7, 9, 10])).toBe('1-3,7,9-10');
  fc.assert(
    fc.property(shardLists, (numbers) => {
      const text = numberRanges(numbers);
      const back = text.split(',').flatMap((range) => {
        const [first = 0, last = first] = range.split('-').map(Number);
        return first === 0 ? [] : Array.from({ length: last - first + 1 }, (_, i) => first + i);
      });
      expect(back).toEqual(numbers);
    }),
  );
});
