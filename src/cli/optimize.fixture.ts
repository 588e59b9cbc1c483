import { expect } from 'vitest';
import { cli, inFolder } from './cli.fixture.ts';

/** Two channels whose curves are known: tv brings 10·√s at s times its spend of 100, search 6·√s at s times its 50. */
export const roots = (over: object = {}, more: object = {}) => {
  const scales = Array.from({ length: 401 }, (_, i) => i / 100);
  const channel = (name: string, spend: number, size: number) => ({
    channel: name,
    spend,
    last_year: 50,
    tail: 2,
    contribution: scales.map((s) => size * Math.sqrt(s)),
    ...more,
  });
  const curves = {
    window: [0, 51],
    period: 'week',
    outcome: 'sales',
    scales,
    channels: [channel('tv', 100, 10), channel('search', 50, 6)],
  };
  return { file: 'a.csv', estimator: 'ols', status: 'ok', curves, ...over };
};
/** Its curves, spoiled. */
export const spoiled = (over: object) => roots({ curves: { ...roots().curves, ...over } });

/** With draws of which a quarter see little in search. */
export const drawn = () => {
  const fit = roots();
  const draws = Array.from({ length: 40 }, (_, d) => (d % 4 === 0 ? 0.2 : 1 + d / 40));
  const channels = fit.curves.channels.map((channel, c) => ({
    ...channel,
    // tv is surely worth much; search by the draw
    draws: draws.map((size) => channel.contribution.map((x) => (c === 0 ? 1.5 : size) * x)),
  }));
  return { ...fit, curves: { ...fit.curves, channels } };
};

const asFile = (fit: unknown) => ({ 'fit.json': JSON.stringify(fit) });
export const optimize = (fit: unknown, ...words: string[]) =>
  inFolder(asFile(fit), (folder) => cli(['optimize', 'fit.json', ...words], folder));
export const json = async (fit: unknown, ...words: string[]) => {
  const { code, out, err } = await optimize(fit, ...words, '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
};
