import { expect, test } from 'vitest';
import type { Dataset } from '../../dataset/types.ts';
import type { Effect, Estimate, Estimator, FitRequest } from '../../estimate/contract.ts';
import { ols } from '../../estimate/ols/ols.ts';
import { estimators } from '../../estimate/registry.ts';
import { estimatorContract } from './estimatorContract.ts';
import { laws } from './laws.ts';

// settings that have no default, and a short run in place of a long one
const needed: Readonly<Record<string, object>> = {
  'two-stage-mediation': { mediator: 'radio' },
  'campaign-hierarchy': {
    parents: { media: ['tv', 'radio'] },
    sampler: { chains: 2, warmup: 60, draws: 60, max_draws: 60 },
  },
  'time-varying': { sampler: { chains: 2, warmup: 60, draws: 60, max_draws: 60 } },
  'front-door': { channel: 'tv', mediator: 'price' },
  'two-stage-least-squares': { instruments: { tv: ['price'] } },
  'elastic-net': { intervals: { bootstrap: 50 } },
  'bayesian-mmm': { sampler: { chains: 2, warmup: 60, draws: 60, max_draws: 60, max_depth: 6 } },
  'random-forest': { trees: 40, intervals: { bootstrap: 20 } },
  'gradient-boosting': { trees: 40, intervals: { bootstrap: 20 } },
};

test.each(Object.keys(estimators))('%s keeps the contract', async (id) => {
  const report = await estimatorContract({ estimator: id, settings: { ...needed[id] } });
  expect(report).toMatchObject({ pass: true, message: `${id} keeps all ${laws.length} laws of the contract` });
});

const settings = ols.settingsSchema.parse({});
type Answers = Extract<Estimate, { readonly status: 'ok' }>;

/** Least squares, spoiled. */
function spoiled(spoil: (answers: Answers, dataset: Dataset, request: FitRequest) => Estimate): Estimator {
  return {
    id: 'spoiled',
    about: 'least squares, spoiled',
    settingsSchema: ols.settingsSchema,
    conditionsOn: () => ({ variables: [], models: [] }),
    fit: async (dataset, _settings, request) => {
      const estimate = await ols.fit(dataset, settings, request);
      return estimate.status === 'ok' ? spoil(estimate, dataset, request) : estimate;
    },
  };
}

function moved(answers: Answers, move: (effect: Effect, index: number) => Effect | null): Estimate {
  return { ...answers, effects: answers.effects.map((effect, i) => (effect === null ? null : move(effect, i))) };
}

const by = (effect: Effect, factor: number): Effect => ({
  ...effect,
  point: factor * effect.point,
  intervals: effect.intervals.map(({ level, lower, upper }) => ({
    level,
    lower: factor * lower,
    upper: factor * upper,
  })),
});

let fits = 0;
const broken: readonly (readonly [law: string, wrong: string, Estimator])[] = [
  [
    'statuses used properly',
    'thrown: no unique solution',
    {
      ...spoiled((answers) => answers),
      fit: async (dataset: Dataset, _settings: unknown, request: FitRequest) => {
        const estimate = await ols.fit(dataset, settings, request);
        if (estimate.status === 'refused') throw new Error('no unique solution');
        return estimate;
      },
    },
  ],
  [
    'statuses used properly',
    'refused for "because"',
    {
      ...spoiled((answers) => answers),
      fit: async (dataset: Dataset, _settings: unknown, request: FitRequest) => {
        const estimate = await ols.fit(dataset, settings, request);
        return (estimate.status === 'refused' ? { ...estimate, reason: 'because' } : estimate) as Estimate;
      },
    },
  ],
  [
    'no NaN',
    'an outcome of 0: effects[0].se: NaN',
    spoiled((answers) => moved(answers, (effect) => ({ ...effect, se: effect.se! / effect.se! }))),
  ],
  [
    'no NaN',
    'plain data: status invalid-output',
    spoiled((answers) => moved(answers, (effect) => ({ ...effect, point: Number.NaN }))),
  ],
  [
    'determinism by stream',
    'a second fit differs',
    spoiled((answers) => moved(answers, (effect) => by(effect, 1 + 1e-9 * fits++))),
  ],
  [
    'determinism by stream',
    'changed the data',
    spoiled((answers, dataset) => {
      dataset.outcome.values[0]! += 1;
      return answers;
    }),
  ],
  [
    'interval contains the point',
    'is outside of its 95 % interval',
    spoiled((answers) => moved(answers, (effect) => ({ ...effect, point: effect.intervals[2]!.upper + 1e-9 }))),
  ],
  [
    'levels nested',
    'does not contain that of 0.5',
    spoiled((answers) =>
      moved(answers, (effect) => {
        const [half, most, all] = effect.intervals;
        return { ...effect, intervals: [{ ...most!, level: 0.5 }, { ...half!, level: 0.8 }, all!] };
      }),
    ),
  ],
  // a prior that is 1 in whatever currency
  [
    'currency units',
    'spend × 1024, outcome × 1',
    spoiled((answers) =>
      moved(answers, (effect) => {
        const point = 0.9 * effect.point + 0.1;
        return { ...by(effect, point / effect.point), point };
      }),
    ),
  ],
  [
    'channel order',
    'channels in reverse',
    spoiled((answers, dataset) =>
      moved(answers, (effect) => by(effect, effect.estimand.channel === dataset.channels[0]!.name ? 1.01 : 1)),
    ),
  ],
  [
    'time shift',
    'three years later',
    spoiled((answers, dataset) => moved(answers, (effect) => by(effect, 1 + dataset.firstPeriod / 1e4))),
  ],
  [
    'duplicated constant column',
    'two controls of ones',
    {
      ...spoiled((answers) => answers),
      fit: (dataset: Dataset, _settings: unknown, request: FitRequest) => {
        const count = dataset.controls.length;
        const one = ols.fit({ ...dataset, controls: dataset.controls.slice(0, 1) }, settings, request) as Estimate;
        return one.status === 'ok' ? moved(one, (effect) => by(effect, 1 / count)) : one;
      },
    },
  ],
  [
    'zero-spend channel',
    'silent roas.total[0..39+3]: 0, where nothing was spent',
    {
      ...spoiled((answers) => answers),
      fit: (dataset: Dataset, _settings: unknown, request: FitRequest) => {
        const spends = dataset.channels.filter(({ name }) => name !== 'silent');
        const asked = request.estimands.filter(({ channel }) => channel !== 'silent');
        const rest = ols.fit({ ...dataset, channels: spends }, settings, { ...request, estimands: asked }) as Estimate;
        if (rest.status !== 'ok' || asked.length === request.estimands.length) return rest;
        const effects = request.estimands.map(
          (estimand, k) => rest.effects[k] ?? { ...by(rest.effects[0]!, 0), estimand },
        );
        return { ...rest, effects };
      },
    },
  ],
];

test.each(broken)('broken: %s: %s', async (law, wrong, estimator) => {
  const report = await estimatorContract(estimator);
  expect(report.pass).toBe(false);
  expect(report.laws.find((result) => result.law === law)!.message).toContain(wrong);
  expect(report.message).toContain(`  ${law}: `);
  expect(report.message).toContain(wrong);
});

test('every law has an estimator that breaks it', () => {
  expect([...new Set(broken.map(([law]) => law))].sort()).toEqual(laws.map(({ name }) => name).sort());
});

test('a plain function object will do, and what is none is named', async () => {
  const plain = {
    id: 'plain',
    fit: (dataset: Dataset, _: object, request: FitRequest) => ols.fit(dataset, settings, request),
  };
  expect((await estimatorContract(plain)).pass).toBe(true);
  await expect(estimatorContract('olss')).rejects.toThrow('estimator: unknown estimator "olss"');
  await expect(estimatorContract({ id: 'x' } as never)).rejects.toThrow(
    'fit: a function (dataset, settings, request) is needed',
  );
});

test('options, settings and questions that there are not are named', async () => {
  await expect(estimatorContract('ols', { tolerence: 1 } as never)).rejects.toThrow(
    'options.tolerence: unknown key; known are settings, dataset, estimands, tolerance; did you mean "tolerance"?',
  );
  await expect(estimatorContract({ estimator: 'ols', setings: {} } as never)).rejects.toThrow(
    'estimator.setings: unknown key; known are estimator, settings; did you mean "settings"?',
  );
  await expect(estimatorContract('ols', { settings: { interval: 'classical' } })).rejects.toThrow(
    /^settings.*did you mean "intervals"/,
  );
  await expect(estimatorContract('ols', { estimands: ['roas.totl' as never] })).rejects.toThrow(
    'options.estimands: received "roas.totl"; allowed: roas.total, ',
  );
});

test('settings in units of money break the law of currency units', async () => {
  const hill = { saturation: { hill: { half_saturation: 5, slope: 1 } } };
  const report = await estimatorContract('ols', { settings: { media: { given: { tv: hill, radio: hill } } } });
  expect(report.laws.filter(({ pass }) => !pass).map(({ law }) => law)).toEqual(['currency units']);
});

test('no answer to plain data is said once, not law by law in vain', async () => {
  const { message, laws: results } = await estimatorContract({
    estimator: 'two-stage-mediation',
    settings: { mediator: 'search' },
  });
  expect(message).toContain('statuses used properly: plain data: status error');
  expect(results.filter((result) => result.message.startsWith('not checked'))).toHaveLength(laws.length - 1);
});
