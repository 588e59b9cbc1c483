import { expect, test } from 'vitest';
import type { Estimator, FitRequest } from '../../estimate/contract.ts';
import { estimators } from '../../estimate/registry.ts';
import type { TrueDecision } from '../../simulate/decision/trueDecision.ts';
import { nodeSurroundings } from '../load/study.node.ts';
import { planStudy } from '../plan/planStudy.ts';
import { noRecordings } from '../plan/recording.ts';
import { parseStudy } from '../study/study.ts';
import { attemptFit } from './attempt.ts';
import { openData } from './data.ts';

const study = parseStudy(
  `
name: odd
scenarios: [clean]
periods: 30
estimators: { ols: { use: ols } }
decision: {}
replicates: 2
seed: 3
`,
  'odd.yaml',
);
const plan = await planStudy(study, nodeSurroundings('.'));
const [cell, arm] = [plan.cells[0]!, plan.arms[0]!];
const { dataset, values, decision } = openData(plan, noRecordings)(cell, 0);
const ols = estimators.ols as Estimator;

type Curve = { channel: string; contribution: Float64Array };
/** Least squares that answers with curves of its own. */
const answering = (curves: (own: readonly Curve[], request: FitRequest) => readonly Curve[]): Estimator => ({
  ...ols,
  fit: async (data, settings, request) => {
    const estimate = await ols.fit(data, settings, request);
    if (estimate.status !== 'ok') throw new Error('the fit that curves are put into must succeed');
    return { ...estimate, curves: curves(estimate.curves as readonly Curve[], request) };
  },
});
const attempt = (estimator: Estimator, judge: TrueDecision = decision!) =>
  attemptFit(plan, cell, arm, 0, estimator, dataset, values, judge);

test('sound curves are decided on', async () => {
  const row = await attempt(answering((own) => own));
  expect(row.status).toBe('ok');
  expect(row.decision!.regret).toBeGreaterThan(-1e-6);
});

test('curves near the largest double are an invalid output, not the end of the study', async () => {
  const row = await attempt(
    answering((own) =>
      own.map(({ channel, contribution }) => ({
        channel,
        contribution: contribution.map((_, i) => (i % 2 === 0 ? 1.7e308 : -1.7e308)),
      })),
    ),
  );
  expect(row).toMatchObject({ status: 'invalid-output', reason: expect.stringContaining('numbers up to ±1e+150') });
  expect(row.decision).toBeUndefined();
  // and the largest that are let in can be decided on
  const large = await attempt(
    answering((own) =>
      own.map(({ channel, contribution }) => ({
        channel,
        contribution: contribution.map((_, i) => (i % 2 === 0 ? 1e150 : -1e150)),
      })),
    ),
  );
  expect(large.status).toBe('ok');
  expect(large.decision!.regret).toBeGreaterThan(-1e-6);
});

test('what fails while it is decided is a row of that fit', async () => {
  const judge: TrueDecision = {
    ...decision!,
    regretOf: () => {
      throw new RangeError('no split');
    },
  };
  const row = await attempt(
    answering((own) => own),
    judge,
  );
  expect(row).toMatchObject({ status: 'invalid-output', reason: 'no split', effects: values.map(() => null) });
  expect(row).not.toHaveProperty('decision');
});

test('a curve of a channel that the data have not is an invalid output', async () => {
  const row = await attempt(
    answering((own) => own.map((curve, i) => (i === 0 ? { ...curve, channel: 'radoi' } : curve))),
  );
  expect(row).toMatchObject({
    status: 'invalid-output',
    reason: 'curves[0].channel: "radoi" is no channel of the data',
  });
});
