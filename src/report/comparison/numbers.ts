import type { Endpoint, EndpointMeasure } from '../../compare/types.ts';

/** How a measure is written: percent of something, percent points, or a plain ratio. */
type Unit = { readonly scale: number; readonly value: string; readonly change: string; readonly sign: string };

const units: Readonly<Record<EndpointMeasure, Unit>> = {
  bias: { scale: 100, value: ' %', change: ' %', sign: '±' },
  rmse_ratio: { scale: 1, value: ' %', change: '', sign: '' },
  coverage: { scale: 100, value: ' %', change: ' points', sign: '−' },
  failures: { scale: 100, value: ' %', change: ' points', sign: '+' },
};

/** Blanks within a number with its unit do not break. */
const joined = (text: string): string => text.replaceAll(' ', '\u00a0');

/** More decimals than that tell nothing about a share or a ratio. */
const MOST_DECIMALS = 3;

/** The change has as many decimals as its bounds are wide: one significant digit of their half-width. */
function decimalsOf({ measure, lower, upper }: Endpoint): number {
  const least = measure === 'rmse_ratio' ? 2 : 1;
  const radius = lower === null || upper === null ? 0 : (units[measure].scale * (upper - lower)) / 2;
  if (!(radius > 0)) return least;
  const exponent = Number(radius.toExponential(0).split('e')[1]);
  return Math.max(least, Math.min(MOST_DECIMALS, -exponent));
}

/** A minus as long as a plus, and none before a 0. */
function fixed(x: number, decimals: number): string {
  const text = x.toFixed(decimals);
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text.replace('-', '−');
}

const missing = '–';

/** The measure itself in one of the two versions. @example '12.3 %' */
export function shownValue(endpoint: Endpoint, side: 'baseline' | 'candidate'): string {
  const { [side]: value, measure } = endpoint;
  if (value === null) return missing;
  return joined(`${fixed(100 * value, measure === 'rmse_ratio' ? 1 : decimalsOf(endpoint))}${units[measure].value}`);
}

/** Candidate against baseline, with a sign, for the RMSE the ratio. @example '+8.1 %', '−2.0 points', '1.12' */
export function shownChange(endpoint: Endpoint): string {
  const { measure, change } = endpoint;
  if (change === null) return missing;
  const { scale, change: unit } = units[measure];
  const text = fixed(scale * change, decimalsOf(endpoint));
  const plus = measure !== 'rmse_ratio' && /^\d/.test(text) && Number(text) > 0 ? '+' : '';
  return joined(`${plus}${text}${unit}`);
}

/** The size of the change, without its sign. @example '8.1 %' */
export const shownSize = (endpoint: Endpoint): string => shownChange(endpoint).replace(/^[+−]/, '');

/** Bounds of the change. @param mirrored of its size, where it is a fall @example '7.2 to 9.0 %' */
export function shownBounds(endpoint: Endpoint, mirrored = false): string {
  const { measure, lower, upper } = endpoint;
  if (lower === null || upper === null) return 'without bounds';
  const { scale, change: unit } = units[measure];
  const [low, high] = mirrored ? [-upper, -lower] : [lower, upper];
  const text = (x: number) => fixed(scale * x, decimalsOf(endpoint));
  return joined(`${text(low)} to ${text(high)}${unit}`);
}

/** Change and bounds for a table. @example '+8.1 % [7.2, 9.0]' */
export function shownInterval(endpoint: Endpoint): string {
  const { measure, lower, upper } = endpoint;
  const text = (x: number | null) => (x === null ? missing : fixed(units[measure].scale * x, decimalsOf(endpoint)));
  return joined(`${shownChange(endpoint)} [${text(lower)}, ${text(upper)}]`);
}

/** @example '±5 %', '1.05', '−2 points' */
export function shownMargin({ measure, margin }: Pick<Endpoint, 'measure' | 'margin'>): string {
  const { scale, change: unit, sign } = units[measure];
  return joined(`${sign}${Number((scale * margin).toPrecision(6))}${unit}`);
}
