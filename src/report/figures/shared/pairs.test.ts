import { expect, test } from 'vitest';
import { dataOf, estimateOf, viewOf } from '../data.fixture.ts';
import { closerOf, pairsOf } from './pairs.ts';

const arm = (label: string, family = label) => ({ label, estimator: label, family, swept: {} });
const cells = [{ key: 'w@52', scenario: 'w', periods: 52, dials: {} }];

test('how often the first is closer, with the error of the replicates’ shares', () => {
  // truth 1; a is closer in replicates 0 and 1, b in 2, tied in 3
  const points = { a: [1.1, 0.9, 1.5, 1.2], b: [1.3, 1.4, 1.1, 0.8] };
  const estimates = Object.entries(points).flatMap(([label, own]) =>
    own.map((point, replicate) => estimateOf({ arm: label, replicate, point, truth: 1 })),
  );
  const data = dataOf({ cells, arms: [arm('a'), arm('b')], estimates });
  const [
    {
      panels: [panel],
    } = { panels: [] },
  ] = closerOf(pairsOf(viewOf(data)).pairs);
  expect(panel).toMatchObject({ a: 'a', b: 'b', closer: 0.625 });
  // shares 1, 1, 0, ½: variance 0.6875 / 3
  expect(panel!.mcse).toBeCloseTo(Math.sqrt(0.6875 / 3 / 4), 14);
});

test('channels of one dataset are one observation', () => {
  const estimates = ['a', 'b'].flatMap((label) =>
    [0, 1].flatMap((replicate) =>
      ['tv', 'search', 'social'].map((channel) =>
        estimateOf({ arm: label, replicate, channel, truth: 1, point: (label === 'a') === (replicate === 0) ? 1 : 2 }),
      ),
    ),
  );
  const data = dataOf({ cells, arms: [arm('a'), arm('b')], estimates });
  const [group] = closerOf(pairsOf(viewOf(data)).pairs);
  expect(group!.panels[0]).toMatchObject({ closer: 0.5 });
  expect(group!.panels[0]!.mcse).toBeCloseTo(0.5, 14);
});

test('a family is shown by its first arm; within one family its arms meet', () => {
  const estimates = ['a1', 'a2', 'b'].map((label) => estimateOf({ arm: label, truth: 1, point: 1 }));
  const names = (families: readonly string[]) => {
    const arms = ['a1', 'a2', 'b'].map((label, i) => arm(label, families[i]));
    return pairsOf(viewOf(dataOf({ cells, arms, estimates }))).pairs.map(
      ({ row, other }) => `${row.arm} ${other.row.arm}`,
    );
  };
  expect(names(['a', 'a', 'b'])).toEqual(['a1 b']);
  expect(names(['a', 'a', 'a'])).toEqual(['a1 a2', 'a1 b', 'a2 b']);
});

test('whom the first arms of four families leave out is said', () => {
  const notes = (labels: readonly string[], families: readonly string[]) => {
    const arms = labels.map((label, i) => arm(label, families[i]));
    const estimates = labels.map((label) => estimateOf({ arm: label, truth: 1, point: 1 }));
    return pairsOf(viewOf(dataOf({ cells, arms, estimates }))).notes;
  };
  const six = ['a', 'b', 'c', 'd', 'e', 'f'];
  expect(notes(six, six)).toEqual(['Compared are the first arms of 4 of 6 families; filter to choose others.']);
  expect(notes(['a1', 'a2', 'b'], ['a', 'a', 'b'])[0]).toContain('the first arms of 2 of 2 families');
  expect(
    notes(
      six,
      six.map(() => 'one'),
    )[0],
  ).toContain('the first 4 of 6 arms');
  expect(notes(six.slice(0, 4), six)).toEqual([]);
});
