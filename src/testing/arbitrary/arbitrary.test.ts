import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCyclic, stronglyConnectedComponents } from '../../causal/graph.ts';
import { datasetProblems } from '../../dataset/check.ts';
import type { Estimand } from '../../dataset/estimand.ts';
import type { Effect } from '../../estimate/contract.ts';
import { checkEstimate } from '../../estimate/contractCheck.ts';
import { applyAdstock } from '../../media/adstock.ts';
import { adstockSpec, adstockYaml, saturationSpec, saturationYaml } from '../../media/resolve.ts';
import { readWorld } from '../../scenario/document.ts';
import { parseScenario, resolveWorld } from '../../scenario/scenario.ts';
import { compileWorld, simulate } from '../../simulate/simulate.ts';
import { adstockCurves, curves, saturationCurves } from './curves.ts';
import { datasets } from './datasets.ts';
import { estimates } from './estimates.ts';
import { graphs } from './graphs.ts';
import type { ScenarioValues } from './scenarioDocument.ts';
import { scenarios } from './scenarios.ts';

/** What fast-check makes of a failure: the smallest case it found, which must still be one. */
function smallest<T>(arbitrary: fc.Arbitrary<T>, fails: (value: T) => boolean): T {
  const found = fc.check(
    fc.property(arbitrary, (value) => !fails(value)),
    { numRuns: 500 },
  );
  expect(found.failed).toBe(true);
  const [value] = found.counterexample!;
  expect(fails(value)).toBe(true);
  return value;
}

const parsed = (document: ScenarioValues) => parseScenario(JSON.stringify(document), 'arbitrary.yaml');
type Nodes = Readonly<Record<string, { readonly latent?: boolean; readonly drivers?: object }>>;
const has = (document: ScenarioValues, key: string) => JSON.stringify(document).includes(`"${key}":`);
const nodesOf = (document: ScenarioValues) => document.nodes as Nodes;

test('scenarios: none violates the schema', () => {
  for (const document of fc.sample(scenarios({ geos: 4 }), 200)) expect(readWorld(document).findings).toEqual([]);
});

test('scenarios: as files they are read, and their dials turn', () => {
  for (const document of fc.sample(scenarios({ geos: 3 }), 40)) {
    const scenario = parsed(document);
    const dials = Object.keys(scenario.dials);
    expect(() => resolveWorld(scenario, Object.fromEntries(dials.map((dial) => [`dials.${dial}`, 0])))).not.toThrow();
  }
});

test('scenarios: every one can be simulated, and has a truth for every channel that spends', () => {
  fc.assert(
    fc.property(scenarios({ geos: 3 }), fc.nat({ max: 99 }), (document, replicate) => {
      const model = compileWorld(resolveWorld(parsed(document)));
      const { dataset, truth } = simulate(model, {
        seed: 1,
        replicate,
        periods: 20,
        requests: [{ kind: 'roas.total' }],
      });
      expect(datasetProblems(dataset)).toEqual([]);
      expect(truth.effects).toHaveLength(dataset.channels.length);
      for (const { value, estimand } of truth.effects) {
        if (value !== null) expect(value).toSatisfy(Number.isFinite);
        // records that were lost say nothing of what was spent
        if (document.observation !== undefined) continue;
        const channel = dataset.channels.find(({ name }) => name === estimand.channel)!;
        expect(value === null).toBe(channel.spend.window.every((x) => x === 0));
      }
    }),
    { numRuns: 30 },
  );
});

test('scenarios: every part of the language that they use occurs, and shrinks to a clean world with that part alone', () => {
  const parts: readonly (readonly [string, (document: ScenarioValues) => boolean])[] = [
    ['geos', (document) => document.geos !== undefined],
    ['flights', (document) => has(document, 'flights')],
    ['exposure', (document) => has(document, 'exposure')],
    ['varies', (document) => has(document, 'varies')],
    ['interactions', (document) => has(document, 'interactions')],
    ['log', (document) => has(document, 'scale')],
    ['errors', (document) => has(document, 'errors')],
    ['missing', (document) => has(document, 'missing')],
  ];
  for (const [name, uses] of parts) {
    const found = smallest(scenarios({ geos: 3 }), uses);
    expect(readWorld(found).findings, name).toEqual([]);
    expect(found, name).toMatchObject({
      burn_in: 0,
      nodes: { channel_0: { spend: { mean: 10, noise: { lognormal: 0.1 } } } },
    });
    expect(parts.filter(([, other]) => other(found)).map(([other]) => other)).toEqual([name]);
    for (const key of ['demand', 'visits', 'seasonal', 'trend', 'adstock', 'saturation', 'drivers']) {
      expect(has(found, key), `${key} beside ${name}`).toBe(false);
    }
  }
  expect(fc.sample(scenarios(), 300).filter((document) => document.geos !== undefined)).toEqual([]);
});

test('scenarios: a failure shrinks to the clean world with what made it fail, and keeps failing', () => {
  const clean = {
    nodes: {
      channel_0: { spend: { mean: 10, noise: { lognormal: 0.1 } } },
      sales: { outcome: { level: 500, noise: { normal: 0.1 } }, responses: { channel_0: { effect: 0.1 } } },
    },
    burn_in: 0,
  };
  const plain = { name: 'arbitrary', about: 'A random world.' };
  expect(smallest(scenarios(), () => true)).toEqual({ ...plain, ...clean });

  const hidden = smallest(scenarios(), (document) => nodesOf(document).demand?.latent === true);
  expect(readWorld(hidden).findings).toEqual([]);
  expect(Object.keys(nodesOf(hidden))).toEqual(['demand', 'channel_0', 'sales']);
  expect(hidden).toMatchObject({
    burn_in: 0,
    nodes: { channel_0: clean.nodes.channel_0, sales: { responses: { channel_0: { effect: 0.1 } } } },
  });

  const mediated = smallest(scenarios(), (document) => nodesOf(document).visits !== undefined);
  expect(Object.keys(nodesOf(mediated))).toEqual(['channel_0', 'visits', 'sales']);

  const three = smallest(scenarios(), (document) => Object.keys(nodesOf(document)).length > 3);
  expect(readWorld(three).findings).toEqual([]);
  expect(Object.keys(nodesOf(three))).toHaveLength(4);
});

test('curves: the registry takes each of them as it is, and they are finite', () => {
  fc.assert(
    fc.property(curves(), ({ adstock, saturation }) => {
      expect(adstockSpec(adstockYaml(adstock))).toEqual(adstock);
      expect(saturationSpec(saturationYaml(saturation))).toEqual(saturation);
      expect(applyAdstock(Float64Array.of(1, 0, 0, 2), adstock).every(Number.isFinite)).toBe(true);
    }),
    { numRuns: 400 },
  );
});

test('curves: all of the registry occur, and a failure shrinks to none but what failed', () => {
  const seen = fc.sample(curves(), 500);
  expect(new Set(seen.map(({ adstock }) => adstock.curve)).size).toBe(6);
  expect(new Set(seen.map(({ saturation }) => saturation.curve)).size).toBe(7);
  expect(smallest(adstockCurves(), () => true)).toEqual({ curve: 'none', parameters: [], maxLag: 1, normalize: true });
  expect(smallest(saturationCurves(), () => true)).toEqual({ curve: 'none', parameters: [] });
  expect(smallest(curves(), ({ saturation }) => saturation.curve === 'hill')).toMatchObject({
    adstock: { curve: 'none' },
    saturation: { curve: 'hill', parameters: [0.1, 0.1] },
    order: 'adstock-first',
  });
});

test('graphs: no cycle inside a period, no arrow twice; a failure shrinks to its arrows', () => {
  fc.assert(
    fc.property(graphs({ maxLag: 2 }), ({ nodes, edges }) => {
      const instant = { nodes, edges: edges.filter(({ lag }) => lag === 0) };
      expect(stronglyConnectedComponents(instant).some((part) => isCyclic(instant, part))).toBe(false);
      expect(new Set(edges.map((edge) => JSON.stringify(edge))).size).toBe(edges.length);
      expect(edges.every(({ from, to }) => nodes.includes(from) && nodes.includes(to))).toBe(true);
    }),
    { numRuns: 300 },
  );
  expect(smallest(graphs(), () => true)).toEqual({ nodes: ['a', 'b'], edges: [] });
  const fed = smallest(graphs({ maxLag: 2 }), ({ edges }) => edges.some(({ from, to }) => from === to));
  expect(fed).toMatchObject({ edges: [{ from: fed.edges[0]!.to, lag: 1 }] });
  expect(fed.edges).toHaveLength(1);
});

test('datasets: all sound; a failure shrinks to few periods of constant series', () => {
  fc.assert(
    fc.property(datasets({ geos: 2 }), (dataset) => {
      expect(datasetProblems(dataset)).toEqual([]);
    }),
    { numRuns: 500 },
  );
  const silent = smallest(datasets({ geos: 3 }), ({ channels }) =>
    channels.some(({ spend }) => spend.window.every((x) => x === 0)),
  );
  expect(silent).toMatchObject({ periods: 8, history: 0, future: 0, geos: ['geo_0'], controls: [] });
  expect(silent.channels).toHaveLength(1);
  expect(new Set(silent.outcome.values)).toEqual(new Set([0]));
});

test('estimates: the contract takes each of them; a failure shrinks to ok and points of 0', () => {
  const tv: Estimand = { channel: 'tv', kind: 'roas.total', window: [0, 9], tail: 0 };
  const question = { estimands: [tv, { ...tv, channel: 'radio' }], levels: [0.95, 0.5] };
  fc.assert(
    fc.property(estimates({ ...question, rows: 4 }), (estimate) => {
      expect(checkEstimate(estimate, question, 4)).toBe(estimate);
    }),
    { numRuns: 400 },
  );
  expect(new Set(fc.sample(estimates(), 500).map(({ status }) => status)).size).toBe(6);
  const hasDraws = (effect: Effect | null) => effect?.draws !== undefined;
  const drawn = smallest(
    estimates({ ...question, rows: 1 }),
    (estimate) => estimate.status === 'ok' && estimate.effects.some(hasDraws),
  );
  expect(drawn).toMatchObject({ status: 'ok', fitted: Float64Array.of(0), parameters: [], diagnostics: {} });
  const [one] = (drawn as { effects: readonly (Effect | null)[] }).effects.filter((effect) => effect !== null);
  expect(one).toMatchObject({
    point: 0,
    se: null,
    intervals: [
      { lower: 0, upper: 0 },
      { lower: 0, upper: 0 },
    ],
  });
});
