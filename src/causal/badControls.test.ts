import { expect, test } from 'vitest';
import { badControls } from './badControls.ts';
import { graphFrom } from './random.fixture.ts';

const roles = (text: string, memory?: readonly string[]) => {
  const graph = graphFrom(text, memory);
  return Object.fromEntries(
    badControls(
      graph,
      'x',
      'y',
      graph.nodes.filter((name) => !name.startsWith('u')),
    ).map(({ name, role }) => [name, role]),
  );
};

// the models of Cinelli, Forney & Pearl (2022), "A crash course in good and bad controls", by their numbers; u is not observed
test.each([
  [1, 'z > x, z > y, x > y', { z: 'confounder' }],
  [2, 'u > z, u > y, z > x, x > y', { z: 'confounder' }],
  [3, 'u > z, u > x, z > y, x > y', { z: 'confounder' }],
  [4, 'z > x, z > m, x > m, m > y', { z: 'confounder', m: 'mediator' }],
  [5, 'u > z, u > m, z > x, x > m, m > y', { z: 'confounder', m: 'mediator' }],
  [6, 'u > z, u > x, z > m, x > m, m > y', { z: 'confounder', m: 'mediator' }],
  [7, 'u1 > z, u1 > x, u2 > z, u2 > y, x > y', { z: 'collider' }],
  [8, 'z > y, x > y', { z: 'precision' }],
  [9, 'z > x, x > y', { z: 'channel-only' }],
  [11, 'x > z, z > y', { z: 'mediator' }],
  [12, 'x > m, m > z, m > y', { m: 'mediator', z: 'descendant' }],
  [13, 'z > m, x > m, m > y', { z: 'precision', m: 'mediator' }],
  [14, 'x > z, x > y', { z: 'neutral' }],
  [16, 'x > z, u > z, u > y, x > y', { z: 'collider' }],
  [17, 'x > z, y > z, x > y', { z: 'descendant' }],
  [18, 'x > y, y > z', { z: 'descendant' }],
] as const)('model %i', (_, text, expected) => {
  expect(roles(text, [])).toEqual(expected);
});

test('reasons name the way: a survey that brand and sales both move opens a path', () => {
  const graph = graphFrom('x > y, x > survey, mood > survey, mood > y');
  expect(badControls(graph, 'x', 'y', ['survey'])).toEqual([
    { name: 'survey', bad: true, role: 'collider', why: 'adjusting for it opens x → survey ← mood → y' },
  ]);
  expect(badControls(graph, 'x', 'y', ['x', 'mood', 'y'])).toEqual([
    { name: 'mood', bad: false, role: 'precision', why: 'it tells of y beyond x' },
  ]);
});
