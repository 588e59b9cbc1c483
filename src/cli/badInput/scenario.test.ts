import { test } from 'vitest';
import { edit, refused } from '../cli.fixture.ts';

const world = `name: mine
about: A world for tests.
period: week
nodes:
  demand: { latent: true, process: { ar1: { phi: 0.5, sd: 0.2 } } }
  tv: { spend: { mean: 100 }, drivers: { demand: 10 } }
  sales:
    outcome: { level: 500, noise: { normal: 22 } }
    responses:
      tv: { adstock: { geometric: { alpha: 0.6 } }, saturation: { hill: { half_saturation: 50, slope: 1 } }, effect: 120 }
`;

test.each([
  ['nodes:', 'nodez:', ['world.yaml:4:1: unknown key "nodez"; did you mean "nodes"?']],
  [
    'hill:',
    'hil:',
    ['world.yaml:10:67 nodes.sales.responses.tv.saturation: unknown curve "hil"; did you mean "hill"?'],
  ],
  [
    'alpha: 0.6',
    'alpha: 1',
    ['world.yaml:10:44 nodes.sales.responses.tv.adstock.geometric.alpha: expected less than 1, received 1'],
  ],
  ['mean: 100', 'mean: -100', ['world.yaml:6:24 nodes.tv.spend.mean: expected at least 0, received -100']],
  ['mean: 100', 'mean: lots', ['world.yaml:6:24 nodes.tv.spend.mean: expected a number, received "lots"']],
  ['demand: 10', 'demnad: 10', ['world.yaml:6:42 nodes.tv.drivers: unknown node "demnad"; did you mean "demand"?']],
  [
    'sd: 0.2 } } }',
    'sd: 0.2 } }, drivers: { tv: 1 } }',
    [
      'world.yaml:5:11 nodes.demand: a cycle within one period: demand → tv → demand; give one of these arrows a lag of 1 or more',
    ],
  ],
  ['mean: 100', 'maen: 100', ['world.yaml:6:18 nodes.tv.spend: unknown key "maen"; did you mean "mean"?']],
])('a scenario with %s → %s', async (from, to, lines) => {
  await refused({ 'world.yaml': edit(world, from, to) }, 'describe world.yaml', lines);
  await refused({ 'world.yaml': edit(world, from, to) }, 'simulate world.yaml --out data', lines);
});
