import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mean } from '../core/stats.ts';
import { datasetProblems } from '../dataset/check.ts';
import { estimandKinds } from '../dataset/estimand.ts';
import { listScenarios, loadScenario } from '../scenario/load.node.ts';
import { resolveWorld } from '../scenario/scenario.ts';
import { compileWorld, simulate } from './simulate.ts';

const requests = estimandKinds.map((kind) => ({ kind }));
/** The tables of worlds; a later section has rows of measurements. */
const [tables] = readFileSync(new URL('../../docs/worlds.md', import.meta.url), 'utf8').split('\n## Dials');

describe.each(listScenarios())('%s', (name) => {
  const world = resolveWorld(loadScenario(name));
  const model = compileWorld(world);

  test('sound data without latent nodes, and every estimand has a number', () => {
    const { dataset, truth } = simulate(model, { seed: 1, replicate: 0, periods: 52, requests });
    expect(datasetProblems(dataset)).toEqual([]);
    const seen = [...dataset.channels, ...dataset.controls, dataset.outcome].map((series) => series.name);
    // what spend buys is the volume of its channel
    const bought = world.nodes.filter(({ role }) => role === 'exposure').map(({ name }) => name);
    expect(dataset.channels.filter(({ volume }) => volume !== undefined)).toHaveLength(bought.length);
    expect(seen.sort()).toEqual(world.observed.filter((name) => !bought.includes(name)).sort());
    expect(truth.effects).toHaveLength(requests.length * dataset.channels.length);
    for (const { value } of truth.effects) expect(Number.isFinite(value)).toBe(true);
  });

  test('docs/worlds.md gives its true ROAS', () => {
    const rows = tables!.split('\n').filter((line) => line.startsWith(`| \`${name}\` |`));
    expect(rows.map((row) => row.split(' | ')[3])).toEqual([trueRoas(model)]);
  });

  // regions multiply the work, and have the equations of the nation; a random walk of sixty years leads anywhere
  const wanders = world.nodes.some(({ terms }) =>
    terms.some(({ varies }) => varies?.some(({ kind }) => kind === 'random-walk')),
  );
  test.runIf(world.geos === undefined && !wanders)(
    'runs for 3,120 weeks without running away, unless it has a trend',
    () => {
      const { dataset } = simulate(model, { seed: 1, replicate: 0, periods: 3120, requests: [] });
      const early = mean(dataset.outcome.values.subarray(0, 1040));
      const late = mean(dataset.outcome.values.subarray(2080));
      const hasTrend = world.nodes.some(({ base }) => base.some(({ kind }) => kind === 'trend'));
      expect(late / early > 1.1).toBe(hasTrend);
      expect(late / early).toBeGreaterThan(0.9);
    },
  );
});

const withShare = listScenarios().filter((name) => 'share_mediated' in loadScenario(name).dials);
test.each(withShare)('%s: the dial share_mediated moves the way that effects take, not what they add up to', (name) => {
  const kinds = [{ kind: 'roas.total' }, { kind: 'roas.mediated' }] as const;
  const [none, written] = [0, 1].map((position) => {
    const world = resolveWorld(loadScenario(name), { 'dials.share_mediated': position });
    return simulate(compileWorld(world), { seed: 1, replicate: 0, periods: 104, requests: kinds }).truth.effects;
  });
  const channels = none!.length / 2;
  const moved = Array.from({ length: channels }, (_, c) => c).filter((c) => written![channels + c]!.value! > 0);
  expect(moved.length).toBeGreaterThan(0);
  for (const c of moved) {
    expect(none![channels + c]!.value).toBeCloseTo(0, 12);
    expect(Math.abs(none![c]!.value! / written![c]!.value! - 1)).toBeLessThan(0.05);
  }
});

/** As the page says it: mean over the ten datasets of 104 weeks that seed 1 begins with. */
function trueRoas(model: ReturnType<typeof compileWorld>): string {
  const datasets = Array.from(
    { length: 10 },
    (_, replicate) =>
      simulate(model, { seed: 1, replicate, periods: 104, requests: [{ kind: 'roas.total' }] }).truth.effects,
  );
  return datasets[0]!
    .map(({ estimand }, c) => `${estimand.channel} ${mean(datasets.map((effects) => effects[c]!.value!)).toFixed(2)}`)
    .join(', ');
}
