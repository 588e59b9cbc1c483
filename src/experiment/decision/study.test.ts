import { expect, test } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { nodeSurroundings } from '../load/study.node.ts';
import { planStudy } from '../plan/planStudy.ts';
import type { PlannedCell } from '../plan/types.ts';
import { parseStudy } from '../study/study.ts';
import { decisionFindings } from './plan.ts';

const text = (more: string, scenarios = '[clean]', periods: number | string = 52) => `
name: decided
scenarios: ${scenarios}
periods: ${periods}
estimators: { ols: { use: ols }, other: { use: ols, media: searched } }
replicates: 3
seed: 1
${more}
`;
const plan = (more: string, scenarios?: string, periods?: number | string) =>
  planStudy(parseStudy(text(more, scenarios, periods), 'decided.yaml'), nodeSurroundings('.'));

async function complaint(...given: Parameters<typeof plan>): Promise<string> {
  try {
    await plan(...given);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'no complaint';
}

test('a decision is read with its defaults, and is in the plan only where the study states one', async () => {
  expect((await plan('decision: {}')).decision).toEqual({ times: 1, bounds: [0.5, 2], effects: 'total' });
  expect(
    (await plan('decision: { budget: { times: 1.2 }, bounds: [0, 3], window: [10, 20], effects: direct }')).decision,
  ).toEqual({
    ...{ times: 1.2, bounds: [0, 3], window: [10, 20], effects: 'direct' },
  });
  expect(await plan('')).not.toHaveProperty('decision');
});

test.each<[string, string, string?, (number | string)?]>([
  [
    'decision: { budget: { times: 3 } }',
    'decision.budget.times: 3; bounds of [0.5, 2] allow from 0.5 to 2 times what was spent',
  ],
  ['decision: { bounds: [2, 1] }', 'decision.bounds: the lower bound must be below the upper one'],
  ['decision: { bounds: [-1, 1] }', 'decision.bounds.0: expected at least 0, received -1'],
  ['decision: { bounds: [0.5, 10.5] }', 'decision.bounds.1: expected at most 10, received 10.5'],
  ['decision: { window: [5, 52] }', 'decision.window: [5, 52]; in cell clean@52 allowed are first ≤ last within 0..51'],
  ['decision: { window: [5, 2] }', 'decision.window: the first period of a window must not come after its last'],
  ['decision: { bound: [0.5, 2] }', 'did you mean "bounds"?'],
  ['decision: { effects: totals }', 'decision.effects: '],
  ['decision: {}', 'decision: in cell zhang-2024@52: 1 channel; a budget is split among 2 or more', '[zhang-2024]'],
  [
    'claims: [{ arm: ols, measure: regret, below: 1 }]',
    'regret needs a study that says what is decided: `decision: {}`',
  ],
  ['decision: {}\nclaims: [{ arm: ols, channel: tv, measure: regrets, below: 1 }]', 'did you mean "regret"?'],
  [
    'decision: {}\nclaims: [{ arm: ols, channel: tv, measure: regret, below: 1 }]',
    "regret is of the whole split; leave it out, or say '*'",
  ],
  [
    'decision: {}\nclaims: [{ arm: ols, measure: regret, level: 0.8, below: 1 }]',
    'a claim on decisions (regret) has no level; remove it',
  ],
  [
    'decision: {}\nclaims: [{ arm: ols, measure: regret, policy: strict, below: 1 }]',
    'strict says nothing across channels',
  ],
  [
    'decision: {}\nclaims: [{ arm: ols, measure: regret, against: { measure: regret }, below: 1 }]',
    'both sides are the same; name what differs',
  ],
  [
    'decision: {}\nclaims: [{ arm: ols, measure: regret, against: { measure: coverage, channel: tv }, below: 1 }]',
    'claims.0.against: regret is of a decision and coverage is not; a decision stands against regret, ',
  ],
  [
    "decision: {}\nclaims: [{ arm: ols, measure: mean_abs_relative_error, channel: '*', against: { measure: regret }, below: 1 }]",
    'regret is of a decision and mean_abs_relative_error is not',
  ],
])('%s: one clear line', async (more, message, scenarios, periods) => {
  const said = await complaint(more, scenarios, periods);
  expect(said).toContain(message);
  expect(said.split('\n')).toHaveLength(1);
});

test('a recorded world cannot be replayed at another budget', () => {
  const cell = { name: 'mine@52', scenario: 'mine', periods: 52, recording: {} } as unknown as PlannedCell;
  const request = { times: 1, bounds: [0.5, 2] as const, effects: 'total' as const };
  expect(decisionFindings([cell], request)).toEqual([
    { path: ['decision'], message: expect.stringMatching(/^mine is recorded: nobody knows what another split would/) },
  ]);
  expect(decisionFindings([cell], undefined)).toEqual([]);
});
