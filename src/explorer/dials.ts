import { lookUp } from '../scenario/paths.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Dial } from './types.ts';

/** Steps of a slider from end to end: fine enough to drag, few enough for the keyboard. */
const STEPS = 20;

/** What of a response's curves can be turned: kind, curve and parameter as written in a scenario. Retentions run to 0.95,
 *  what else there is from a quarter to four times of what is written. */
const curveParameters = [
  { path: 'adstock.geometric.alpha', label: 'retention', least: 0, most: 0.95 },
  { path: 'adstock.delayed.alpha', label: 'retention', least: 0.05, most: 0.95 },
  { path: 'saturation.hill.half_saturation', label: 'half-saturation' },
  { path: 'saturation.hill.slope', label: 'slope' },
  { path: 'saturation.michaelis_menten.half_saturation', label: 'half-saturation' },
  { path: 'saturation.exponential.lambda', label: 'saturation rate' },
  { path: 'saturation.logistic.lambda', label: 'saturation rate' },
] as const;

/** A world's own dials, then its noise and its curves where they are plain numbers that no dial moves.
 *  @param channels that it responds to */
export function dialsOf(scenario: Scenario, outcome: string, channels: readonly string[]): readonly Dial[] {
  const moved = new Set(Object.values(scenario.dials).flatMap((moves) => Object.keys(moves)));
  const free = (key: string): number | undefined => {
    const found = lookUp(scenario.document, key);
    return found.found && typeof found.value === 'number' && found.value > 0 && !moved.has(key)
      ? found.value
      : undefined;
  };
  const own = Object.keys(scenario.dials).map(
    (name): Dial => ({ key: `dials.${name}`, label: name.replaceAll('_', ' '), written: 1, values: linear(0, 1, 1) }),
  );
  const noise = `nodes.${outcome}.outcome.noise.normal`;
  const sd = free(noise);
  return [
    ...own,
    ...(sd === undefined ? [] : [{ key: noise, label: 'noise', written: sd, values: linear(0, 3 * sd, sd) }]),
    ...channels.flatMap((channel) =>
      curveParameters.flatMap((parameter): readonly Dial[] => {
        const key = `nodes.${outcome}.responses.${channel}.${parameter.path}`;
        const written = free(key);
        if (written === undefined) return [];
        const values = 'most' in parameter ? linear(parameter.least, parameter.most, written) : multiples(written);
        return [{ key, label: parameter.label, channel, written, values }];
      }),
    ),
  ];
}

/** Evenly spaced, with what is written among them. */
function linear(least: number, most: number, written: number): readonly number[] {
  const grid = Array.from({ length: STEPS + 1 }, (_, i) => short(least + ((most - least) * i) / STEPS));
  return [...new Set([...grid, written])].sort((a, b) => a - b);
}

/** From a quarter of it to four times of it, in steps of a sixth of a doubling at most; rounded so that they read well. */
function multiples(written: number): readonly number[] {
  const factors = [0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.4, 1.6, 2, 2.3, 2.7, 3.2, 4];
  return factors.map((factor) => (factor === 1 ? written : short(written * factor)));
}

const short = (x: number): number => Number(x.toPrecision(3));
