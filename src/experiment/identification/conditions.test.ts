import { expect, test } from 'vitest';
import { causalReading } from '../../scenario/causalGraph.ts';
import { nodeSurroundings } from '../load/study.node.ts';
import { planStudy } from '../plan/planStudy.ts';
import { parseStudy } from '../study/study.ts';
import { conditionsOf } from './conditions.ts';

const text = `
name: conditions
scenarios: [exposure-cost]
periods: 52
estimators: { ols: { use: ols } }
replicates: 2
seed: 1
`;

test('channels beside a front door are the nodes that act, as the channels of the equation are', async () => {
  const { cells } = await planStudy(parseStudy(text, 'conditions.yaml'), nodeSurroundings('.'));
  const { world } = cells[0]!;
  const [fit] = conditionsOf(
    causalReading(world),
    world,
    { settings: { trend: false } },
    {
      variables: ['tv', 'social', 'search'],
      models: [],
      ways: { tv: { by: 'front-door', mediator: 'visits', beside: ['social', 'search'] } },
    },
  );
  expect(fit!.series).toEqual(['tv_impressions', 'social_impressions', 'search']);
  expect(fit!.ways).toEqual({
    tv_impressions: { by: 'front-door', mediator: 'visits', beside: ['social_impressions', 'search'] },
  });
});
