import { exp } from '../../core/math.ts';
import { closest } from '../../core/spelling.ts';
import { priorProblem } from '../../inference/priors/prior.ts';

/** What a parameter is drawn from once a replicate: a family of `inference/priors`, kept inside `within` if given. */
export type Law = {
  readonly family: LawFamily;
  /** in the family's order: normal mean, sd; uniform lower, upper; lognormal mean and sd of the log; beta a, b; gamma shape, rate */
  readonly parameters: readonly [number, number];
  readonly within?: readonly [lower: number, upper: number];
};

type Shape = {
  /** stands in a world's place where no replicate is at hand */
  readonly center: (a: number, b: number) => number;
  /** the smallest and the largest number that can come out */
  readonly reach: (a: number, b: number) => readonly [lowest: number, highest: number];
  /** the one number that comes out, where there is but one */
  readonly constant: (a: number, b: number) => number | null;
};

/** Normals are drawn by inverse CDF from uniforms of 2^−54 at least: none lies 9 sd out. */
const FARTHEST = 9;
/** Above 0, and so small that no curve tells it from 0. */
const LEAST = 1e-12;

/** The families a parameter may be drawn from. */
const laws = {
  normal: {
    center: (mean) => mean,
    reach: (mean, sd) => [mean - FARTHEST * sd, mean + FARTHEST * sd],
    constant: (mean, sd) => (sd === 0 ? mean : null),
  },
  uniform: {
    center: (lower, upper) => lower + (upper - lower) / 2,
    reach: (lower, upper) => [lower, upper],
    constant: (lower, upper) => (lower === upper ? lower : null),
  },
  lognormal: {
    center: (mean) => exp(mean),
    reach: (mean, sd) => [exp(mean - FARTHEST * sd), exp(mean + FARTHEST * sd)],
    constant: (mean, sd) => (sd === 0 ? exp(mean) : null),
  },
  beta: { center: (a, b) => a / (a + b), reach: () => [LEAST, 1 - LEAST], constant: () => null },
  gamma: {
    center: (shape, rate) => shape / rate,
    // P(X > this) < e^−40 for any shape: the Chernoff bound leaves much to spare
    reach: (shape, rate) => [LEAST / rate, (2 * shape + 80) / rate],
    constant: () => null,
  },
} as const satisfies Record<string, Shape>;

type LawFamily = keyof typeof laws;
export const lawFamilies = Object.keys(laws) as LawFamily[];

/** The number that stands for a law where no replicate is at hand: its mean, of a lognormal its median, moved inside its
 *  bounds. */
export function centerOf({ family, parameters: [a, b], within = [-Infinity, Infinity] }: Law): number {
  return Math.min(within[1], Math.max(within[0], laws[family].center(a, b)));
}

/** The smallest and the largest number that can come out. */
export function reachOf({
  family,
  parameters: [a, b],
  within = [-Infinity, Infinity],
}: Law): readonly [number, number] {
  const [lowest, highest] = laws[family].reach(a, b);
  return [Math.max(within[0], lowest), Math.min(within[1], highest)];
}

/** What stands below `draw`, as a law, as the one number that it always gives (a spread of 0), or what is wrong with it. */
export function readLaw(
  written: unknown,
): { readonly law: Law } | { readonly constant: number } | { readonly wrong: string } {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return { wrong: expected };
  const { within, ...families } = written as Readonly<Record<string, unknown>>;
  const [family, ...more] = Object.keys(families);
  if (family === undefined || more.length > 0) return { wrong: expected };
  if (!(family in laws)) {
    const guess = closest(family, lawFamilies);
    return { wrong: `unknown law "${family}"; ${guess === undefined ? expected : `did you mean "${guess}"?`}` };
  }
  const parameters = families[family];
  if (!isPair(parameters)) return { wrong: `${family} takes two numbers, received ${JSON.stringify(parameters)}` };
  const shape: Shape = laws[family as LawFamily];
  const constant = shape.constant(...parameters);
  if (constant !== null) return { constant };
  const problem = priorProblem([family, ...parameters], '');
  if (problem !== null) return { wrong: problem.message };
  const law = { family: family as LawFamily, parameters };
  if (within === undefined) return { law };
  if (!isPair(within) || !(within[0] < within[1]))
    return { wrong: `within takes two numbers, the smaller first, received ${JSON.stringify(within)}` };
  const bounded = { ...law, within };
  const [lowest, highest] = reachOf(bounded);
  return lowest < highest ? { law: bounded } : { wrong: `nothing of it lies within ${within[0]} and ${within[1]}` };
}

const expected = `expected one of ${lawFamilies.join(', ')} with its two numbers, as in { normal: [1, 0.2] }, and bounds, if any, as within: [0, 2]`;

function isPair(value: unknown): value is readonly [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every((item) => Number.isFinite(item));
}

/** As in tables: `normal(1.5, 0.3) within 0..2`. */
export function lawText({ family, parameters, within }: Law): string {
  return `${family}(${parameters.join(', ')})${within === undefined ? '' : ` within ${within.join('..')}`}`;
}
