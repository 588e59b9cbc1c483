import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTable } from '../../dataset/csv/table.ts';
import { bayesianMmm } from '../../estimate/bayesian/bayesianMmm.ts';
import type { Estimator } from '../../estimate/contract.ts';
import type { Progress } from '../executors/meter.ts';
import { runStudy } from '../runStudy.node.ts';
import { inFolder } from '../small.fixture.node.ts';
import { parseStudy } from '../study/study.ts';
import { judged, smallSbc } from './sbc.fixture.node.ts';

const files = (out: string) => ['ranks.csv', 'calibration.csv'].map((name) => readFileSync(join(out, name), 'utf8'));
const study = parseStudy(smallSbc(8), 'sbc.yaml');

// fixed streams; a sound model fails one such study in 20
test('the model as it is: every parameter, ROAS, total contribution and log p(y|θ) is calibrated', async () => {
  const found = await judged(smallSbc(80), bayesianMmm as unknown as Estimator);
  expect(found).toMatchObject({ passed: true, simulations: 80, tooManyFailed: false });
  const { quantities, level, band } = found.verdict!;
  expect(quantities.map(({ name }) => name)).toEqual([
    ...['intercept', 'beta[tv]', 'alpha[tv]', 'lambda[tv]', 'sigma'],
    ...['roas[tv]', 'total_contribution', 'log_likelihood'],
  ]);
  expect(quantities.filter(({ inside }) => !inside)).toEqual([]);
  expect(level).toBe(1 - 0.05 / 8);
  expect(band.N).toBe(80 - found.failed);
});

test('run, stopped and resumed, with any number of processes: the same bytes', async () => {
  await inFolder(async (out) => {
    const whole = await runStudy({ study, out, workers: 0 });
    expect(whole).toMatchObject({ complete: true, performance: [], counts: { total: 8, done: 8 } });
    const expected = files(out);
    await inFolder(async (elsewhere) => {
      const stop = new AbortController();
      const onProgress = ({ done }: Progress): void => {
        if (done > 2) stop.abort();
      };
      const part = await runStudy({ study, out: elsewhere, workers: 0, onProgress, signal: stop.signal });
      expect(part).toMatchObject({ complete: false, interrupted: true });
      const rest = await runStudy({ study, out: elsewhere, workers: 2 });
      expect(files(elsewhere)).toEqual(expected);
      expect(rest.calibration).toEqual(whole.calibration);
    });
    expect(readdirSync(out).sort()).toEqual([
      'attempts-0000.ndjson',
      'calibration.csv',
      'manifest.json',
      'plan.json',
      'ranks.csv',
      'timings.csv',
    ]);
  });
});

test('ranks.csv has a row a quantity, or the reason; calibration.csv says what the verdict says', async () => {
  await inFolder(async (out) => {
    const impatient = {
      ...study,
      arms: [{ ...study.arms[0]!, settings: { ...study.arms[0]!.settings, convergence: { ess_per_chain: 80 } } }],
    };
    const { calibration } = await runStudy({ study: impatient, out, workers: 0 });
    const [ranks, points] = files(out).map((text) => readTable(text, 'x.csv', []));
    const column = (table: typeof ranks, name: string) => {
      const at = table!.header.findIndex(({ text }) => text === name);
      return table!.rows.map((cells) => cells[at]!.text);
    };
    const { failed, failures, verdict } = calibration!;
    expect(failed).toBeGreaterThan(0);
    expect(column(ranks, 'status').filter((status) => status === 'nonconverged')).toHaveLength(failed);
    expect(ranks!.rows).toHaveLength(failed + 8 * (8 - failed));
    expect(failures.reduce((sum, { count }) => sum + count, 0)).toBe(failed);
    expect(failures[0]!.reason).toMatch(/^nonconverged: (ESS … < 160|R̂ … > 1.05)$/);
    expect(points!.rows).toHaveLength(8 * 20);
    expect(column(points, 'inside')).toEqual(
      verdict!.quantities.flatMap(({ inside }) => Array(20).fill(String(inside))),
    );
    // from the ranks themselves: the share below z, less z
    const below = column(ranks, 'rank').filter(
      (rank, i) => column(ranks, 'quantity')[i] === 'sigma' && Number(rank) < 10,
    );
    const i = column(points, 'quantity').indexOf('sigma') + 9;
    expect(column(points, 'z')[i]).toBe('0.5');
    expect(Number(column(points, 'difference')[i])).toBeCloseTo(below.length / (8 - failed) - 0.5, 12);
  });
});

test('more simulations go on where fewer ended; another model, or other draws to rank among, do not', async () => {
  await inFolder(async (out) => {
    await runStudy({ study: parseStudy(smallSbc(3), 'sbc.yaml'), out, workers: 0 });
    let total = 0;
    await runStudy({
      study: parseStudy(smallSbc(5), 'sbc.yaml'),
      out,
      workers: 0,
      onProgress: (p) => {
        total = p.total;
      },
    });
    expect(total).toBe(2);
    const run = (text: string) => runStudy({ study: parseStudy(text, 'sbc.yaml'), out, workers: 0 });
    await expect(run(smallSbc(5).replace('draws: 19', 'draws: 39'))).rejects.toThrow(
      'draws: the folder has 19, the study 39',
    );
    await expect(run(smallSbc(5).replace('0.5', '0.4'))).rejects.toThrow('arm model: defined otherwise now');
  });
});

test('an array that finds no room is the fault of the machine, as in every study: oom', async () => {
  const hungry = (message: string) =>
    ({
      ...bayesianMmm,
      calibration: (...given: Parameters<NonNullable<typeof bayesianMmm.calibration>>) => ({
        ...bayesianMmm.calibration!(...given),
        simulate: () => {
          throw new RangeError(message);
        },
      }),
    }) as unknown as Estimator;
  const kinds = async (message: string) => (await judged(smallSbc(3), hungry(message))).failures;
  expect(await kinds('Array buffer allocation failed')).toEqual([
    { reason: 'oom: Array buffer allocation failed', count: 3 },
  ]);
  expect(await kinds('Invalid array length')).toEqual([{ reason: 'error: Invalid array length', count: 3 }]);
});
