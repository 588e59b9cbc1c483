import { expect, test } from 'vitest';
import { sum } from '../../core/stats.ts';
import type { Estimate } from '../contract.ts';
import { marginalStep } from '../response.ts';
import { testDataset, testRequest } from '../testData.ts';
import { twoStageMediation } from './twoStage.ts';

const { dataset } = testDataset({ tv: 2, radio: 3 }, { noise: 0.5, geos: 2 });
const window = [4, 30] as const;
const curves = { window, tails: { tv: 3, radio: 3 }, scales: [0, 1, 1 + marginalStep, 2], draws: 1000 };

test.each(['spend', 'residual'] as const)(
  'with the mediator as %s, curves are those of the total effect: contribution and marginal ROAS, draw by draw',
  (mediator_as) => {
    const settings = { mediator: 'radio', mediator_as, intervals: { bootstrap: 30 } };
    for (const channel of ['tv', 'radio']) {
      const request = { ...testRequest(channel, ['contribution', 'mroas.total'], window, 3), curves };
      const estimate = twoStageMediation.fit(dataset, twoStageMediation.settingsSchema.parse(settings), request);
      const { effects, curves: answered } = estimate as Extract<Estimate, { status: 'ok' }>;
      const { contribution, draws } = answered!.find((curve) => curve.channel === channel)!;
      const { spend } = dataset.channels.find(({ name }) => name === channel)!;
      const spent = sum(spend.window.filter((_, i) => i % 40 >= window[0] && i % 40 <= window[1]));
      const marginal = (curve: Float64Array) => (curve[2]! - curve[1]!) / (marginalStep * spent);
      expect(contribution[0]).toBeCloseTo(0, 12);
      expect(contribution[1]! / effects[0]!.point).toBeCloseTo(1, 9);
      expect(marginal(contribution) / effects[1]!.point).toBeCloseTo(1, 6);
      expect(draws).toHaveLength(30);
      draws!.forEach((draw, r) => {
        expect(draw[1]! / effects[0]!.draws![r]!).toBeCloseTo(1, 9);
        expect(marginal(draw) / effects[1]!.draws![r]!).toBeCloseTo(1, 6);
      });
    }
  },
);
