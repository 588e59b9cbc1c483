import { expect, test } from 'vitest';
import { nodeSurroundings } from '../load/study.node.ts';
import { planStudy } from '../plan/planStudy.ts';
import { parseStudy } from '../study/study.ts';
import { verdictsOf } from './verdicts.ts';

/** `arm channel kind` → `identified adjusts`, in the first cell. */
async function verdicts(scenario: string, estimators: string, estimands = 'roas.total') {
  const text = `
name: verdicts
scenarios: [${scenario}]
periods: 52
estimators: { ${estimators} }
estimands: [${estimands}]
replicates: 2
seed: 1
`;
  const plan = await planStudy(parseStudy(text, 'verdicts.yaml'), nodeSurroundings('.'));
  const found = verdictsOf(plan);
  return Object.fromEntries(
    plan.arms.flatMap((arm, a) =>
      plan.cells[0]!.estimands.map((estimand, k) => {
        const { identified, adjusts } = found.of(0, a)[k]!;
        return [`${arm.name} ${estimand.channel} ${estimand.kind}`, `${identified} ${adjusts}`] as const;
      }),
    ),
  );
}

test('demand hidden, seen, and seen but left out', async () => {
  expect((await verdicts('hidden-demand', 'ols: { use: ols }'))['ols tv roas.total']).toBe('none false');
  expect(await verdicts('seen-demand', 'with: { use: ols }, without: { use: ols, controls: none }')).toMatchObject({
    'with tv roas.total': 'adjustment true',
    'without tv roas.total': 'adjustment false',
  });
});

test('a dial at 0 is another graph', async () => {
  const scenario = '{ use: hidden-demand, set: { dials.confounding: 0 } }';
  expect((await verdicts(scenario, 'ols: { use: ols }'))['ols tv roas.total']).toBe('adjustment true');
});

test('who holds the mediator answers the direct effect, who models it both, who leaves it out the total one', async () => {
  const arms = `all: { use: ols }, two: { use: two-stage-mediation, mediator: google },
    out: { use: ols, channels: [facebook, tiktok, instagram, snapchat] }`;
  expect(await verdicts('social-funnel', arms, 'roas.total, roas.direct, roas.mediated')).toMatchObject({
    'all facebook roas.total': 'adjustment false',
    'all facebook roas.direct': 'direct true',
    'all facebook roas.mediated': 'direct false',
    'all google roas.total': 'adjustment true',
    'two facebook roas.total': 'adjustment true',
    'two facebook roas.direct': 'direct true',
    'two facebook roas.mediated': 'direct true',
    'out facebook roas.total': 'adjustment true',
    // it does not know google, so it adjusts for nothing
    'out google roas.total': 'adjustment null',
  });
});

test('a flighting plan in common is adjusted for by the other channels, or by seasonality terms enough', async () => {
  const one = 'use: ols, channels: [tv]';
  const arms = `all: { use: ols }, one: { ${one} },
    few: { ${one}, seasonality: { every: 9, pairs: 1 } }, enough: { ${one}, seasonality: { every: 9, pairs: 4 } }`;
  expect(await verdicts('collinear', arms)).toMatchObject({
    'all tv roas.total': 'adjustment true',
    'one tv roas.total': 'adjustment false',
    'few tv roas.total': 'adjustment false',
    'enough tv roas.total': 'adjustment true',
  });
});

test('a regression on impressions is confounded where spend is not', async () => {
  expect(await verdicts('exposure-cost', 'ols: { use: ols }')).toMatchObject({
    'ols tv roas.total': 'adjustment false',
    'ols search roas.total': 'adjustment true',
  });
});

const frontDoor = 'use: front-door, channel: tv, mediator: visits';

test('a channel that feeds the mediator of a front door, and is not in its first stage', async () => {
  const scenario = '{ use: front-door, set: { nodes.visits.drivers.search: 0.5 } }';
  const arms = `without: { ${frontDoor}, upper: [] }, with: { ${frontDoor}, upper: [search] }`;
  expect(await verdicts(scenario, arms)).toMatchObject({
    'without tv roas.total': 'none true',
    'without search roas.total': 'adjustment false',
    'with search roas.total': 'adjustment true',
  });
});

test('a season that tv and visits share is in both stages of a front door that has terms for it', async () => {
  const season = (amplitude: number) => `seasonal: { every: 52, amplitude: ${amplitude}, phase: 0.1 }`;
  const scenario = `{ use: front-door, set: { nodes.tv.spend: { mean: 100, ${season(0.2)} },
    nodes.visits.mediator: { level: 100, floor: 0, normal: 10, ${season(0.3)} } } }`;
  const arms = `plain: { ${frontDoor}, upper: [] },
    seasonal: { ${frontDoor}, upper: [], seasonality: { every: 52, pairs: 1 } }`;
  // `none`: what identifies is looked for among front doors with nothing beside them
  expect(await verdicts(scenario, arms)).toMatchObject({
    'plain tv roas.total': 'none false',
    'seasonal tv roas.total': 'none true',
  });
});

test('an oracle adjusts for nothing, and a placebo has no path', async () => {
  expect(await verdicts('placebo', 'o: { use: oracle-normal, sd: 1 }, ols: { use: ols }')).toMatchObject({
    'o tv roas.total': 'adjustment null',
    'o retargeting roas.total': 'no-path null',
  });
});

test('by the names of a row; nothing for what looks across channels', async () => {
  const text = `name: v\nscenarios: [clean]\nperiods: 52\nestimators: { ols: { use: ols } }\nreplicates: 2\nseed: 1\n`;
  const found = verdictsOf(await planStudy(parseStudy(text, 'v.yaml'), nodeSurroundings('.')));
  expect(found.named('clean@52', 'ols', 'tv', 'roas.total[0..51+12]')).toEqual({
    identified: 'adjustment',
    adjusts: true,
  });
  expect(found.named('clean@52', 'ols', '*', 'roas.total[0..51+12]')).toBeUndefined();
});
