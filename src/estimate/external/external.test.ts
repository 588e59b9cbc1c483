import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildDataset } from '../../dataset/build.ts';
import { parseDataset } from '../../dataset/csv.ts';
import type { Estimate } from '../contract.ts';
import { checkEstimate } from '../contractCheck.ts';
import { testDataset, testRequest } from '../testData.ts';
import { externalEstimator } from './external.node.ts';
import { processesWith, program, withProgram } from './programs.fixture.node.ts';
import { questionSchema } from './protocol.ts';

const { dataset } = testDataset({ tv: 2, radio: 1 }, { periods: 6, geos: 2 });
const request = testRequest('tv', ['roas.total', 'contribution'], [0, 5], 1);
const modes = ['long-lived', 'per-fit'] as const;

test.each(modes)('%s: an answer is an estimate by the contract, twice the same', async (mode) => {
  await withProgram(program(), async (estimator, settings, folder) => {
    const fit = async () => checkEstimate(await estimator.fit(dataset, { ...settings, mode }, request), request, 12);
    const first = (await fit()) as Extract<Estimate, { status: 'ok' }>;
    expect(first.status).toBe('ok');
    expect(first.effects[1]).toEqual({
      estimand: request.estimands[1],
      point: 1,
      se: 1,
      intervals: [
        { level: 0.5, lower: 0, upper: 2 },
        { level: 0.95, lower: 0, upper: 2 },
      ],
    });
    expect(await fit()).toEqual(first);
    expect(processesWith(folder)).toHaveLength(mode === 'per-fit' ? 0 : 1);
    await estimator.close();
    expect(processesWith(folder)).toEqual([]);
  });
});

test('the question holds the dataset, what is asked and a seed, and nothing else', async () => {
  await withProgram(program("writeFileSync(folder + '/question', line);"), async (estimator, settings, folder) => {
    await estimator.fit(dataset, { ...settings, settings: { ridge: 2 } }, request);
    const question: unknown = JSON.parse(readFileSync(join(folder, 'question'), 'utf8'));
    expect(Object.keys(question as object)).toEqual([
      'protocol',
      'id',
      'dataset',
      'settings',
      'seed',
      'estimands',
      'levels',
    ]);
    const { dataset: sent, seed, estimands, levels, settings: own } = questionSchema.parse(question);
    if (sent.format !== 'arrays') throw new Error('arrays were asked for');
    expect(own).toEqual({ ridge: 2 });
    expect(levels).toEqual(request.levels);
    expect(estimands).toEqual(request.estimands);
    expect(seed).toBe(request.stream('external').next32() >>> 1);
    const again = buildDataset({
      name: sent.name,
      period: sent.period,
      geos: sent.geos,
      population: Float64Array.from(sent.population),
      periods: sent.periods,
      history: sent.history,
      future: sent.future,
      dates: sent.dates,
      firstPeriod: sent.first_period,
      carryoverStart: sent.carryover_start,
      channels: sent.channels.map(({ name, spend }) => ({
        name,
        spend: {
          history: Float64Array.from(spend.history),
          window: Float64Array.from(spend.window),
          future: Float64Array.from(spend.future),
        },
      })),
      controls: sent.controls.map(({ name, values }) => ({ name, values: Float64Array.from(values) })),
      outcome: { name: sent.outcome.name, values: Float64Array.from(sent.outcome.values) },
    });
    expect(again.digest).toBe(dataset.digest);
  });
});

test('a CSV holds the same numbers, is read by the columns that come with it, and is gone after the fit', async () => {
  const copy =
    "writeFileSync(folder + '/question', line); writeFileSync(folder + '/copy', readFileSync(question.dataset.path));";
  await withProgram(program(copy), async (estimator, settings, folder) => {
    const estimate = await estimator.fit(dataset, { ...settings, send: 'csv' }, request);
    expect(estimate.status).toBe('ok');
    const { dataset: sent } = questionSchema.parse(JSON.parse(readFileSync(join(folder, 'question'), 'utf8')));
    if (sent.format !== 'csv') throw new Error('a CSV was asked for');
    expect(existsSync(sent.path)).toBe(false);
    const { outcome, channels, ...rest } = parseDataset(
      readFileSync(join(folder, 'copy'), 'utf8'),
      'copy.csv',
      sent.columns as Parameters<typeof parseDataset>[2],
    ).dataset;
    expect(outcome.values).toEqual(dataset.outcome.values);
    expect(channels.map(({ spend }) => spend)).toEqual(dataset.channels.map(({ spend }) => spend));
    expect(rest.controls).toEqual(dataset.controls);
  });
});

test('draws alone are summed up: median, standard deviation, equal-tailed percentiles', async () => {
  // 0, 1 … 100: quantiles of type 7 are the percentages themselves; the variance of 0 … n is (n + 1)(n + 2)/12
  const drawn = 'say({ ...answer(question), effects: [{ draws: [...Array(101).keys()] }, null] }); continue;';
  await withProgram(program(drawn), async (estimator, settings) => {
    const estimate = (await estimator.fit(dataset, settings, request)) as Extract<Estimate, { status: 'ok' }>;
    expect(estimate.effects[1]).toBeNull();
    expect(estimate.effects[0]).toMatchObject({
      point: 50,
      se: expect.closeTo(Math.sqrt((101 * 102) / 12), 12),
      intervals: [
        { level: 0.5, lower: 25, upper: 75 },
        { level: 0.95, lower: expect.closeTo(2.5, 12), upper: expect.closeTo(97.5, 12) },
      ],
    });
  });
});

test('a long-lived program serves one fit after another; one that crashes is replaced, and no row knows', async () => {
  const crashing = "appendFileSync(folder + '/starts', count === 1 ? 'x' : ''); if (count === 3) process.exit(9);";
  await withProgram(program(crashing), async (estimator, settings, folder) => {
    const fits = await Promise.all(Array.from({ length: 5 }, () => estimator.fit(dataset, settings, request)));
    expect(fits.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
    expect(readFileSync(join(folder, 'starts'), 'utf8')).toBe('xxx');
  });
});

test('a program that ends after every answer, or speaks again later, costs no later fit', async () => {
  for (const after of ['process.exit(0);', 'setTimeout(() => say(answer(question)), 30);']) {
    await withProgram(program('', after), async (estimator, settings) => {
      for (let i = 0; i < 3; i++) {
        expect(await estimator.fit(dataset, settings, request)).toMatchObject({ status: 'ok' });
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
    });
  }
});

test('what a program says of itself comes through, and an exit code after the answer counts', async () => {
  const says = (text: string) =>
    withProgram(program(`say({ id: question.id, ${text} }); continue;`), (estimator, settings) =>
      Promise.resolve(estimator.fit(dataset, settings, request)),
    );
  expect(await says("status: 'refused', reason: 'unsupported', detail: 'no geos'")).toEqual({
    status: 'refused',
    reason: 'unsupported',
    detail: 'no geos',
  });
  expect(await says("status: 'error', detail: 'singular'")).toEqual({ status: 'error', detail: 'singular' });
  expect(await says("status: 'okay'")).toMatchObject({ status: 'invalid-output' });
  expect(await says("...answer(question), status: 'nonconverged', reason: 'Rhat 1.4'")).toMatchObject({
    status: 'nonconverged',
    reason: 'Rhat 1.4',
  });
  await withProgram(program('', 'process.exit(5);'), async (estimator, settings) => {
    expect(await estimator.fit(dataset, { ...settings, mode: 'per-fit' }, request)).toMatchObject({
      status: 'error',
      detail: 'the program ended with exit code 5 after its answer',
    });
  });
});

test('one that will not leave counts by its answer, and is made to: after a fit of its own, and at the end', async () => {
  const lingering = program(
    '',
    'setInterval(() => {}, 1000); await new Promise(() => {});',
    "process.on('SIGTERM', () => {});",
  );
  for (const mode of modes) {
    await withProgram(lingering, async (estimator, settings, folder) => {
      expect(await estimator.fit(dataset, { ...settings, mode }, request)).toMatchObject({ status: 'ok' });
      expect(processesWith(folder)).toHaveLength(mode === 'per-fit' ? 0 : 1);
      await estimator.close();
      expect(processesWith(folder)).toEqual([]);
    });
  }
});

test('what it says on stderr stays out of an answer, and is the end of a reason', async () => {
  const talking = program(
    "console.error('reading'); console.error('a warning'); if (question.settings.fail) process.exit(2);",
  );
  await withProgram(talking, async (estimator, settings) => {
    expect(JSON.stringify(await estimator.fit(dataset, settings, request))).not.toContain('warning');
    // the fit before said the same: only what was said since the question counts
    expect(await estimator.fit(dataset, { ...settings, settings: { fail: true } }, request)).toEqual({
      status: 'error',
      detail: 'the program ended with exit code 2 without an answer; stderr: reading | a warning',
    });
  });
});

test('a program leaves nothing in the temporary folder', async () => {
  const ours = () => readdirSync(tmpdir()).filter((name) => name.startsWith('plumbline-external-'));
  const marker =
    "writeFileSync(process.env.TMPDIR + '/left', ''); writeFileSync(folder + '/where', process.env.TMPDIR);";
  await withProgram(program(marker), async (estimator, settings, folder) => {
    await estimator.fit(dataset, settings, request);
    const where = readFileSync(join(folder, 'where'), 'utf8');
    expect(ours().map((name) => join(tmpdir(), name))).toContain(where);
    await estimator.close();
    expect(existsSync(where)).toBe(false);
  });
});

test('what it conditions on is what the settings say', () => {
  const { settingsSchema, conditionsOn } = externalEstimator('.');
  const given = (more: object) => settingsSchema.parse({ command: ['node'], ...more });
  expect(conditionsOn(given({}), dataset)).toEqual({ variables: ['tv', 'radio', 'price'], models: [] });
  const some = given({ conditions_on: ['tv'], models: ['radio'] });
  expect(conditionsOn(some, dataset)).toEqual({ variables: ['tv'], models: ['radio'] });
  expect(() => conditionsOn(given({ conditions_on: ['radoi'] }), dataset)).toThrow(
    'conditions_on[0]: the data have no "radoi"; allowed: tv, radio, price; did you mean "radio"?',
  );
});
