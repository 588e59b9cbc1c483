import { expect, test } from 'vitest';
import { equations } from './equations.ts';
import { mermaidGraph } from './mermaid.ts';
import { parseScenario, resolveWorld } from './scenario.ts';

const everything = resolveWorld(
  parseScenario(
    `
name: a
about: b
nested: false
first_period: 3
nodes:
  season: { latent: true, process: { seasonal: [{ every: 52, amplitude: 0.3 }, { every: 26, amplitude: -1, phase: 0.25 }] } }
  sale:   { process: { level: 1, calendar: { every: 52, at: [46, 47], size: 2 }, pulses: { probability: 0.1, size: 1 } } }
  tv:
    spend: { mean: 40, trend: -0.5, flights: { on: 6, off: 2, between: 0.1, start: 1 }, noise: { lognormal: 0.4, normal: 3 } }
    drivers: { season: 8, y: { effect: 0.01, lag: 1 } }
  web:    { spend: { seasonal: { every: 52, amplitude: 1, phase: random }, normal: 0.3, rescale: [0, 9], seasonal_scale: { every: 52, amplitude: 0.2 } } }
  visits: { mediator: { noise: { student_t: { df: 4, sd: 2 } } }, drivers: { tv: { effect: 2, saturation: { root: { exponent: 0.5 } }, adstock: { geometric: { alpha: 0.5, max_lag: 3, normalize: false } }, order: saturation-first } } }
  y:      { outcome: { drivers: { visits: 1, sale: -3 }, noise: { ar1: { phi: 0.5, sd: 2 } } }, responses: { tv: { effect: 5, saturation: { hill: { half_saturation: 50, slope: 1.2 } } } } }
`,
    'f.yaml',
  ),
);

test('every part of an equation has its words', () => {
  expect(equations(everything)).toEqual([
    'season[t] = 0.3·sin(2π((t + 3)/52)) − sin(2π((t + 3)/26 + 0.25))   (latent)',
    'sale[t] = 1 + 2·[period 46, 47 of 52] + [with probability 0.1]',
    'tv[t] = max(0, (40 − 0.5·t + 8·season[t] + 0.01·y[t − 1]) · flights(6 on, 2 off, 0.1 between, start 1) · lognormal(0.4) + N(0, 3))',
    'web[t] = max(0, rescaled(sin(2π((t + 3)/52 + random phase)) + N(0, 0.3) to 0..9) · (1 + 0.2·sin(2π((t + 3)/52))))',
    'visits[t] = 2·geometric(root(tv[t]; exponent 0.5); alpha 0.5, 3 lags, not normalized) + t(df 4, sd 2)',
    'y[t] = visits[t] − 3·sale[t] + 5·hill(tv[t]; half_saturation 50, slope 1.2) + AR1(phi 0.5, sd 2)',
  ]);
});

test('breaks, effects that vary, elasticities, interactions and a logarithmic outcome have theirs', () => {
  const world = resolveWorld(
    parseScenario(
      `
name: a
about: b
nodes:
  price: { process: { level: 20, step: { at: 30, size: -2 }, trend_break: [{ at: 60, slope: 0.1 }, { at: -5, slope: -1 }], floor: 1 } }
  tv:     { spend: { mean: 40 } }
  search: { spend: { mean: 10 } }
  y:
    outcome: { scale: log, level: 6, drivers: { price: { effect: -1.5, transform: log, lag: 1 } }, noise: { normal: 0.1 } }
    responses:
      tv:     { effect: 0.5, saturation: { hill: { half_saturation: 50, slope: 1 } }, adstock: { geometric: { alpha: 0.5, max_lag: 3 } }, varies: { random_walk: { sd: 0.05 }, step: { at: 60, factor: 0.7 } } }
      search: { effect: 0.3, varies: { seasonal: { every: 52, amplitude: 0.3 } } }
    interactions: [{ between: [tv, search], effect: -0.2 }]
`,
      'f.yaml',
    ),
  );
  expect(equations(world)).toEqual([
    'price[t] = max(1, 20 − 2·[t ≥ 30] + 0.1·max(0, t − 60) − max(0, t + 5))',
    'tv[t] = max(0, 40)',
    'search[t] = max(0, 10)',
    'y[t] = exp(6 − 1.5·log(price[t − 1]) + 0.5·exp(random walk, sd 0.05)·(0.7 if t ≥ 60, else 1)·hill(geometric(tv[t]; alpha 0.5, 3 lags); half_saturation 50, slope 1) + 0.3·(1 + 0.3·sin(2π(t/52)))·search[t] − 0.2·hill(geometric(tv[t]; alpha 0.5, 3 lags); half_saturation 50, slope 1)·search[t] + N(0, 0.1))',
  ]);
});

test('the graph in Mermaid', () => {
  expect(mermaidGraph(everything).split('\n')).toEqual([
    'flowchart LR',
    '  n0("season")',
    '  n1("sale")',
    '  n2["tv"]',
    '  n3["web"]',
    '  n4{{"visits"}}',
    '  n5[["y"]]',
    '  n0 --> n2',
    '  n5 -->|lag 1| n2',
    '  n2 --> n4',
    '  n4 --> n5',
    '  n1 --> n5',
    '  n2 --> n5',
    '  classDef latent stroke-dasharray: 5 5',
    '  class n0 latent',
  ]);
});
