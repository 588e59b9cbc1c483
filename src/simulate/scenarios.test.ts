import { expect, test } from 'vitest';
import { datasetProblems } from '../dataset/check.ts';
import { estimandKinds } from '../dataset/estimand.ts';
import { listScenarios, loadScenario } from '../scenario/load.node.ts';
import { resolveWorld } from '../scenario/scenario.ts';
import { compileWorld, simulate } from './simulate.ts';

const requests = estimandKinds.map((kind) => ({ kind }));

test.each(listScenarios())('%s: sound data without latent nodes, and every estimand has a number', (name) => {
  const world = resolveWorld(loadScenario(name));
  const { dataset, truth } = simulate(compileWorld(world), { seed: 1, replicate: 0, periods: 52, requests });
  expect(datasetProblems(dataset)).toEqual([]);
  const seen = [...dataset.channels, ...dataset.controls, dataset.outcome].map((series) => series.name);
  expect(seen.sort()).toEqual([...world.observed].sort());
  expect(truth.effects).toHaveLength(requests.length * dataset.channels.length);
  for (const { value } of truth.effects) expect(Number.isFinite(value)).toBe(true);
});
