import { exp, log, pow } from '../../core/math.ts';
import { drawn, drawnSeries } from './digits.ts';

/** Points of a density: smooth at the width of a page. */
const POINTS = 61;

/** Even steps over the middle 99 % of the draws, the truth and the prior's middle, with a margin. */
export function densityGrid(draws: readonly number[], others: readonly number[]): readonly number[] {
  const sorted = [...draws].sort((a, b) => a - b);
  const ends = sorted.length === 0 ? [] : [at(sorted, 0.005), at(sorted, 0.995)];
  const [low, high] = [Math.min(...ends, ...others), Math.max(...ends, ...others)];
  const margin = 0.08 * (high - low);
  return drawnSeries(
    Array.from({ length: POINTS }, (_, i) => low - margin + ((high - low + 2 * margin) * i) / (POINTS - 1)),
  );
}

/** Gaussian kernel density of draws; bandwidth by Silverman's rule, 0.9·min(sd, IQR/1.34)·n^(−1/5) (1986, eq. 3.31).
 *  Null for draws that do not vary. */
export function kernelDensity(draws: readonly number[], grid: readonly number[]): readonly number[] | null {
  const n = draws.length;
  const mean = draws.reduce((sum, x) => sum + x, 0) / n;
  const sd = Math.sqrt(draws.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / (n - 1));
  const sorted = [...draws].sort((a, b) => a - b);
  const spread = Math.min(sd, (at(sorted, 0.75) - at(sorted, 0.25)) / 1.34);
  const silverman = 0.9 * spread * pow(n, -0.2);
  if (!(silverman > 0)) return null;
  // what is narrower than the grid would fall between its points
  const width = Math.max(silverman, (grid[1] ?? 0) - (grid[0] ?? 0));
  const height = 1 / (n * width * Math.sqrt(2 * Math.PI));
  return grid.map(
    (x) => drawn(height * draws.reduce((sum, d) => sum + exp(-0.5 * ((x - d) / width) * ((x - d) / width)), 0)) ?? 0,
  );
}

/** Density of ROAS whose logarithm is N(log center, sd²). */
export function lognormalDensity(center: number, sd: number, grid: readonly number[]): readonly number[] {
  return grid.map((x) => {
    if (x <= 0) return 0;
    const z = (log(x) - log(center)) / sd;
    return drawn(exp(-0.5 * z * z) / (x * sd * Math.sqrt(2 * Math.PI))) ?? 0;
  });
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
