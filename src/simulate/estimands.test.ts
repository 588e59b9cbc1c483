import { expect, test } from 'vitest';
import { type EstimandRequest, estimandKey } from '../dataset/estimand.ts';
import { compileWorld } from './compile.ts';
import { resolveEstimands } from './estimands.ts';
import { geometric, node, spend, term, world } from './worlds.fixture.ts';

const funnel = compileWorld(
  world([
    spend('facebook', 40),
    spend('google', 60, { terms: [term('facebook', 0.3, geometric(0.5, 4))] }),
    node('visits', 'mediator', { terms: [term('google', 1)] }),
    node('y', 'outcome', { terms: [term('facebook', 1, geometric(0.5, 8)), term('visits', 2, { lag: 2 })] }),
  ]),
);

test('request by request, then channel by channel, with tails and held sets filled in', () => {
  const requests: readonly EstimandRequest[] = [
    { kind: 'roas.total' },
    { kind: 'roas.direct' },
    { kind: 'roas.direct', held: ['visits'], window: [2, 5], tail: 1 },
    { kind: 'roas.attributed', tail: 9 },
  ];
  const named = resolveEstimands(funnel, requests, 104).map((each) => `${each.channel} ${estimandKey(each)}`);
  expect(named).toEqual([
    'facebook roas.total[0..103+7]',
    'google roas.total[0..103+2]',
    'facebook roas.direct[0..103+7|google,visits]',
    'google roas.direct[0..103+2|facebook,visits]',
    'facebook roas.direct[2..5+1|google,visits]',
    'google roas.direct[2..5+1|facebook,visits]',
    'facebook roas.attributed[0..103+0]',
    'google roas.attributed[0..103+0]',
  ]);
});

test('all problems of a list at once, each with its place and what is allowed', () => {
  const requests: readonly EstimandRequest[] = [
    { kind: 'roas.total', window: [0, 52] },
    { kind: 'roas.total', window: [5, 2], tail: -1 },
    { kind: 'roas.direct', held: ['visit'] },
    { kind: 'roas.total', held: ['visits'] },
  ];
  expect(() => resolveEstimands(funnel, requests, 52)).toThrow(
    [
      'estimands[0].roas.total.window: [0, 52]; allowed are first ≤ last within 0..51',
      'estimands[1].roas.total.window: [5, 2]; allowed are first ≤ last within 0..51',
      'estimands[1].roas.total.tail: -1; allowed is a whole number of periods, 0 or more',
      'estimands[2].roas.direct.held: "visit" is no mediator; allowed are google, visits, facebook; did you mean "visits"?',
      'estimands[3].roas.total.held: roas.total holds nothing; only roas.direct, roas.mediated, mroas.direct, contribution.direct do',
    ].join('\n'),
  );
});
