import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { hashJson } from '../../core/hash.ts';
import { testDataset } from '../../estimate/testData.ts';
import { nodeSurroundings } from '../load/study.node.ts';
import { planStudy } from '../plan/planStudy.ts';
import { inFolder } from '../small.fixture.node.ts';
import { parseStudy } from '../study/study.ts';
import { studyOf } from './adjust.fixture.ts';
import { chooseControls } from './choose.ts';
import { adjustmentsOf } from './words.ts';

const plan = (estimators: string, scenarios?: string) =>
  planStudy(studyOf(estimators, scenarios), nodeSurroundings('.'));

test('arms without the keys, or with what they mean anyway, keep their ids', async () => {
  const { arms, cells } = await plan('a: { use: ols }');
  const { id, settings } = arms[0]!;
  expect(id).toBe(hashJson({ use: 'ols', settings }).slice(0, 32));
  expect(arms[0]).not.toHaveProperty('adjust');
  expect(Object.keys(cells[0]!.conditioning[0]!)).toEqual(['variables', 'models']);
  expect((await plan('a: { use: ols, adjust: all }')).arms).toEqual(arms);
  const [own, edited] = await Promise.all(
    ['graph: declared', 'graph: { forgotten: [demand] }'].map(async (graph) =>
      plan(`a: { use: ols, adjust: from-graph, ${graph} }`),
    ),
  );
  expect(new Set([id, own!.arms[0]!.id, edited!.arms[0]!.id]).size).toBe(3);
  expect((await plan('a: { use: ols, adjust: from-graph, graph: { forgotten: [] } }')).arms[0]!.id).toBe(
    own!.arms[0]!.id,
  );
});

test('sweeps name arms; the plan says what each got and why, in every cell', async () => {
  const arms =
    'ols: { use: ols, adjust: { each: [all, none, from-graph, [demand]] } }, wrong: { use: ols, adjust: from-graph, graph: { without: { each: [[demand -> tv], [demand -> revenue]] } } }';
  const planned = await plan(arms);
  expect(planned.arms.map(({ name }) => name)).toEqual([
    'ols[adjust=all]',
    'ols[adjust=none]',
    'ols[adjust=from-graph]',
    'ols[adjust=[demand]]',
    'wrong[without=[demand -> tv]]',
    'wrong[without=[demand -> revenue]]',
  ]);
  const got = planned.cells[0]!.conditioning.map((one) => one!.adjustment?.controls.map(({ name }) => name).join());
  expect(got).toEqual([undefined, '', 'demand', 'demand', 'demand', '']);
});

test.each([
  // [scenario, arm's keys, controls, basis]
  ['seen-demand', '', ['demand'], 'joint'],
  ['hidden-demand', '', [], 'none'],
  ['paid-search', '', ['query_volume'], 'joint'],
  ['paid-search', ', graph: { reversed: [query_volume -> search] }', [], 'joint'],
  ['collider-site-visits', '', [], 'joint'],
  ['instrument', '', [], 'some'],
  ['instrument', ', graph: { add: [airtime_price -> revenue], forgotten: [demand] }', ['airtime_price'], 'joint'],
  ['two-mediators', ', channels: [tv]', [], 'joint'],
  // what spend buys is the treatment where the data have it, and demand moves its cost
  ['exposure-cost', '', [], 'some'],
])('from-graph in %s%s takes %j, basis %s', async (scenario, keys, controls, basis) => {
  const { cells } = await plan(`a: { use: ols, adjust: from-graph${keys} }`, scenario);
  const { adjustment, variables } = cells[0]!.conditioning[0]!;
  expect(adjustment!.controls.map(({ name }) => name)).toEqual(controls);
  expect(adjustment!.basis).toBe(basis);
  const kept = cells[0]!.world.nodes.filter(({ role }) => role !== 'spend').map(({ name }) => name);
  expect(variables.filter((name) => kept.includes(name))).toEqual(controls);
});

test('a dial at 0 is an arrow all the same: nobody who draws it knows', async () => {
  const { cells } = await plan(
    'a: { use: ols, adjust: from-graph }',
    '{ use: seen-demand, set: { dials.confounding: { each: [0, 1] } } }',
  );
  const [clean, confounded] = cells.map(({ conditioning }) => conditioning[0]!.adjustment);
  expect(clean).toEqual(confounded);
  expect(clean!.controls).toEqual([{ name: 'demand', lags: [0] }]);
});

test('what drives spend a week later is adjusted for by its lag, and it is said that its history is not known', async () => {
  await inFolder(async (folder) => {
    writeFileSync(
      join(folder, 'lagged.yaml'),
      `name: lagged
about: A signal moves spend a week later and sales at once.
nodes:
  signal: { process: { normal: 1 } }
  tv: { spend: { mean: 100, noise: { normal: 5 } }, drivers: { signal: { effect: 8, lag: 1 } } }
  sales: { outcome: { level: 50, drivers: { signal: { effect: 3, lag: 1 } }, noise: { normal: 1 } }, responses: { tv: { effect: 2 } } }
`,
    );
    const study = studyOf('a: { use: ols, adjust: from-graph }', './lagged.yaml', join(folder, 'x.yaml'));
    const planned = await planStudy(study, nodeSurroundings(folder));
    expect(planned.cells[0]!.conditioning[0]).toEqual({
      variables: ['tv', 'signal'],
      models: [],
      adjustment: {
        controls: [{ name: 'signal', lags: [1] }],
        basis: 'joint',
        notes: ['lags of signal repeat its first value before the window'],
      },
    });
    expect(adjustmentsOf(planned)).toEqual([
      { arm: 'a', where: 'lagged', words: expect.stringMatching(/^signal \(lags 1\); by its graph right for all/) },
    ]);
  });
});

test.each([
  ['adjust: from-grph', /from-graph/],
  ['adjust: [demnd]', /adjust\[0\]: .*"demnd".*demand/],
  ['adjust: [tv]', /adjust\[0\]: .*"tv"/],
  ['graph: { forgotten: [demand] }', /estimators\.a\.graph: .*needs adjust: from-graph/],
  ['adjust: from-graph, graph: { witout: [] }', /witout.*without/],
  ['adjust: from-graph, graph: { add: [revenue -> demand] }', /cycle within a period: demand -> revenue -> demand/],
  ['adjust: from-graph, graph: { without: [demand -> tw] }', /the graph has no "tw".*tv/],
])('%s is refused in one line with a guess', async (keys, message) => {
  const refusal = async () => plan(`a: { use: ols, ${keys} }`);
  const error = await refusal().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InputError);
  expect((error as Error).message).toMatch(message);
  expect((error as Error).message.split('\n')).toHaveLength(1);
});

test('a hidden variable is no control, and calibration has no use for the keys', async () => {
  await expect(plan('a: { use: ols, adjust: [demand] }', 'hidden-demand')).rejects.toThrow(
    /the list of controls of hidden-demand has no "demand"; allowed: none/,
  );
  const text =
    'kind: sbc\nname: x\nmodel: { use: bayesian, adjust: none }\ndata: { scenario: clean, periods: 20 }\nseed: 1\n';
  await expect(planStudy(parseStudy(text, 'sbc.yaml'), nodeSurroundings('.'))).rejects.toThrow(
    /sbc\.yaml:3:\d+ model\.adjust: .*calibration/,
  );
});

test('season and regions have no column, and a recorded world has no graph', async () => {
  const { cells } = await plan('a: { use: ols, adjust: from-graph }', 'geo-targeting');
  expect(cells[0]!.conditioning[0]!.adjustment!.notes).toEqual([
    'the estimator has to adjust for level (regions) by itself',
  ]);
  const { world, conditioning } = cells[0]!;
  const recording = { folder: '.', data: {} as never, datasets: [] };
  const { dataset } = testDataset({ tv: 2 });
  expect(() => chooseControls({ world, recording }, { adjust: 'from-graph' }, dataset, conditioning[0]!)).toThrow(
    /adjust: from-graph needs the graph of a scenario; geo-targeting is recorded/,
  );
});

test('a mediator whose response the fit models stays, whatever is chosen', async () => {
  const { cells } = await plan('a: { use: ols }', 'paid-search');
  const { dataset } = testDataset({ tv: 2 });
  const whole = { variables: ['tv', 'price'], models: ['price'] };
  expect(chooseControls(cells[0]!, { adjust: 'none' }, dataset, whole)).toEqual({
    controls: [{ name: 'price', lags: [0] }],
  });
});
