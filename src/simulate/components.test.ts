import { expect, test } from 'vitest';
import { openStream } from '../core/random/stream.ts';
import { mean, sd } from '../core/stats.ts';
import type { Component, NoiseComponent, ScaleComponent } from '../scenario/world.ts';
import { componentSeries, type Source } from './components.ts';

const source = (given: Partial<Source> = {}): Source => ({
  length: 8,
  origin: -2,
  firstPeriod: 0,
  open: () => openStream(['components']),
  ...given,
});
const series = (component: Component | ScaleComponent | NoiseComponent, given: Partial<Source> = {}) => [
  ...componentSeries(component, source(given)),
];

test('time counts from the window’s first period, the calendar from firstPeriod', () => {
  expect(series({ kind: 'level', value: 3 })).toEqual(Array(8).fill(3));
  expect(series({ kind: 'trend', slope: 2 })).toEqual([-4, -2, 0, 2, 4, 6, 8, 10]);
  const holiday = { kind: 'calendar', every: 4, at: [1, 3], size: 5 } as const;
  expect(series(holiday)).toEqual([0, 5, 0, 5, 0, 5, 0, 5]);
  expect(series(holiday, { firstPeriod: 1 })).toEqual([5, 0, 5, 0, 5, 0, 5, 0]);
});

test('a step and a break of the trend count from the window’s first period, so short data are prefixes', () => {
  expect(series({ kind: 'step', at: 2, size: 7 })).toEqual([0, 0, 0, 0, 7, 7, 7, 7]);
  expect(series({ kind: 'step', at: 2, size: 7 }, { firstPeriod: 30 })).toEqual([0, 0, 0, 0, 7, 7, 7, 7]);
  expect(series({ kind: 'trend-break', at: 3, slope: -2 }).map((value) => value + 0)).toEqual([
    0, 0, 0, 0, 0, 0, -2, -4,
  ]);
  expect(series({ kind: 'trend-break', at: -2, slope: 1 })).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

test('flights: on, off, shifted by start, with what goes on between them', () => {
  const flights = { kind: 'flights', on: 2, off: 1, start: 0, between: 0 } as const;
  expect(series(flights)).toEqual([1, 0, 1, 1, 0, 1, 1, 0]);
  expect(series({ ...flights, start: 1, between: 0.25 })).toEqual([1, 1, 0.25, 1, 1, 0.25, 1, 1]);
});

test('seasonal: a sine of the calendar, a quarter cycle ahead with phase .25', () => {
  const wave = series({ kind: 'seasonal', every: 4, amplitude: 2, phase: 0.25 }, { firstPeriod: 2 });
  wave.forEach((value, i) => {
    expect(value).toBeCloseTo([2, 0, -2, 0][i % 4]!, 12);
  });
});

/** Moments of long series, within 5 standard errors for this fixed stream: mean ± 5·sd/√n, sd by its kurtosis. */
const n = 40_000;
const draws: readonly {
  component: Component | ScaleComponent | NoiseComponent;
  mean: number;
  sd: number;
  /** effective share of the draws, (1 − φ)/(1 + φ) */
  share?: number;
}[] = [
  { component: { kind: 'normal', sd: 2 }, mean: 0, sd: 2 },
  { component: { kind: 'ar1', phi: 0.6, sd: 0.8 }, mean: 0, sd: 1, share: 0.25 },
  { component: { kind: 'student-t', df: 8, sd: 3 }, mean: 0, sd: 3 },
  // variance of a mean-1 lognormal: e^{σ²} − 1
  { component: { kind: 'lognormal', sd: 0.4 }, mean: 1, sd: 0.4165461 },
  // a coin of .2 with size 5: mean 1, sd 5·√(.2·.8)
  { component: { kind: 'pulses', probability: 0.2, size: 5 }, mean: 1, sd: 2 },
];
test.each(draws)('$component.kind has the mean and sd that it states', ({ component, share = 1, ...stated }) => {
  const values = series(component, { length: n });
  expect(Math.abs(mean(values) - stated.mean)).toBeLessThan((5 * stated.sd) / Math.sqrt(n * share));
  const center = mean(values);
  const squares = values.map((value) => (value - center) * (value - center));
  const fourth = mean(squares.map((square) => square * square));
  const variance = stated.sd * stated.sd;
  const error = Math.sqrt((fourth - variance * variance) / (n * share)) / (2 * stated.sd);
  expect(Math.abs(sd(values) - stated.sd)).toBeLessThan(5 * error);
});

test('an AR(1) starts from its stationary law and has its autocorrelation', () => {
  const start = Array.from({ length: 2000 }, (_, i) =>
    componentSeries({ kind: 'ar1', phi: 0.8, sd: 0.6 }, source({ open: () => openStream(['start', i]) })),
  );
  // stationary sd 1; a sample sd of 2,000 normals has a standard error of 1/√4000
  for (const t of [0, 3, 7])
    expect(Math.abs(sd(start.map((values) => values[t]!)) - 1)).toBeLessThan(5 / Math.sqrt(4000));
  const product = mean(start.map((values) => values[0]! * values[1]!));
  expect(Math.abs(product - 0.8)).toBeLessThan(5 * Math.sqrt((1 + 0.64) / 2000));
});

test('a random phase is one draw: the same series shifted', () => {
  const phase = openStream(['components']).uniform();
  const random = series({ kind: 'seasonal', every: 52, amplitude: 1, phase: 'random' });
  expect(random).toEqual(series({ kind: 'seasonal', every: 52, amplitude: 1, phase }));
});

test.each(draws)('$component.kind: a shorter series is a prefix', ({ component }) => {
  expect(series(component, { length: 20 }).slice(0, 8)).toEqual(series(component));
});
