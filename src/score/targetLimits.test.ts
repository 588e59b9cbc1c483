import { expect, test } from 'vitest';
import { type Causes, onTarget } from './target.ts';

/** tv acts on y through search, which is paid for, and through visits, which is not. */
const causes: Causes = {
  graph: {
    nodes: ['tv', 'search', 'visits', 'y'],
    edges: ['tv search', 'tv visits', 'search y', 'visits y'].map((arrow) => {
      const [from, to] = arrow.split(' ');
      return { from: from!, to: to!, lag: 0 };
    }),
  },
  outcome: 'y',
  channels: ['tv', 'search'],
};
const direct = { channel: 'tv', kind: 'roas.direct', window: [0, 9], tail: 0 } as const;

test('without a graph nothing is said to be held', () => {
  expect(onTarget(null, { variables: ['tv', 'search'], models: [] }, direct)).toEqual({
    ...{ target: 'unknown', kind: 'roas.direct', held: [] },
  });
});

test('of the mediators that a fit models it holds those that are asked for, and lets the others go', () => {
  const fit = { variables: ['tv', 'search', 'visits'], models: ['search', 'visits'] };
  const held = (names: readonly string[]) => onTarget(causes, fit, { ...direct, held: names });
  expect(held(['search'])).toEqual({ target: 'on', kind: 'roas.direct', held: ['search'] });
  expect(held(['visits', 'search'])).toEqual({ target: 'on', kind: 'roas.direct', held: ['search', 'visits'] });
});
