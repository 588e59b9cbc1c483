import { exp, log1p, pow } from '../../core/math.ts';
import type { Stream } from '../../core/random/stream.ts';
import { sum } from '../../core/stats.ts';
import type { Constraint, ResponseCurve } from './types.ts';

type Curve = (size: number, scale: number, shape: number) => Omit<ResponseCurve, 'concave'>;

/** Curves in closed form, each with its slope; x is of the order of `scale`. */
export const curves = {
  hill: (size, scale, shape) => {
    const share = (x: number) => (x > 0 ? 1 / (1 + pow(x / scale, -shape)) : 0);
    const start = shape < 1 ? Number.POSITIVE_INFINITY : shape > 1 ? 0 : size / scale;
    return {
      at: (x) => size * share(x),
      slope: (x) => (x > 0 ? (size * shape * share(x) * (1 - share(x))) / x : start),
    };
  },
  logistic: (size, scale) => {
    const tail = (x: number) => exp(-x / scale);
    return {
      at: (x) => (size * (1 - tail(x))) / (1 + tail(x)),
      slope: (x) => (2 * size * tail(x)) / (scale * (1 + tail(x)) * (1 + tail(x))),
    };
  },
  power: (size, scale, shape) => ({
    at: (x) => size * pow(x / scale, shape),
    slope: (x) => ((size * shape) / scale) * pow(x / scale, shape - 1),
  }),
  exponential: (size, scale) => ({
    at: (x) => size * (1 - exp(-x / scale)),
    slope: (x) => (size / scale) * exp(-x / scale),
  }),
  logarithm: (size, scale) => ({ at: (x) => size * log1p(x / scale), slope: (x) => size / (scale + x) }),
  line: (size, scale) => ({ at: (x) => (size * x) / scale, slope: () => size / scale }),
  /** x = scale is its top */
  parabola: (size, scale) => ({
    at: (x) => (size * x * (2 * scale - x)) / (scale * scale),
    slope: (x) => (2 * size * (scale - x)) / (scale * scale),
  }),
} as const satisfies Record<string, Curve>;

export const concaveKinds = ['hill', 'logistic', 'power', 'exponential', 'logarithm', 'line', 'parabola'] as const;

export type Problem = {
  readonly curves: readonly ResponseCurve[];
  readonly constraint: Constraint;
  /** of the grid that bounds and budget lie on */
  readonly step: number;
  /** upper bounds, in steps above the lower ones */
  readonly most: readonly number[];
};

const between = (stream: Stream, low: number, high: number) => low + (high - low) * stream.uniform();

/** Random curves and bounds with a budget that is so many steps of a grid above the lower bounds.
 *  @param shapes of Hill curves; above 1 they are S-shaped */
export function randomProblem(
  stream: Stream,
  {
    parts,
    steps,
    kinds,
    shapes,
  }: {
    readonly parts: number;
    readonly steps: number;
    readonly kinds: readonly (keyof typeof curves)[];
    readonly shapes: readonly [number, number];
  },
): Problem {
  const step = between(stream, 0.5, 2) / steps;
  const lower = Array.from({ length: parts }, () => (stream.uniform() < 0.3 ? 0 : between(stream, 0, 0.3)));
  const shares = lower.map(() => between(stream, 0.3, 1.2));
  // together they must have room for the budget
  const widen = Math.max(1, 1.05 / sum(shares));
  const most = shares.map((share) => Math.ceil(Math.min(1, share * widen) * steps));
  const made = lower.map((): ResponseCurve => {
    const kind = kinds[Math.min(kinds.length - 1, Math.floor(stream.uniform() * kinds.length))]!;
    const shape = kind === 'hill' ? between(stream, ...shapes) : between(stream, 0.2, 0.9);
    const curve = curves[kind](between(stream, 0.5, 2), between(stream, 0.1, 2), shape);
    return { ...curve, concave: kind !== 'hill' || shape <= 1 };
  });
  return {
    curves: made,
    constraint: { budget: sum(lower) + steps * step, lower, upper: lower.map((low, i) => low + most[i]! * step) },
    step,
    most,
  };
}

/** What each part returns for 0, 1, … steps above its lower bound. */
function tables({ curves: parts, constraint, step, most }: Problem): readonly Float64Array[] {
  return parts.map(({ at }, i) =>
    Float64Array.from({ length: most[i]! + 1 }, (_, k) => at(constraint.lower[i]! + k * step)),
  );
}

/** The best split on the grid, by trying every one.
 *  @returns its steps by part, its value, and how many were tried */
export function bestOfAll(problem: Problem, steps: number) {
  const values = tables(problem);
  const last = values.length - 1;
  const now = new Int32Array(values.length);
  const best = { value: Number.NEGATIVE_INFINITY, steps: now.slice(), tried: 0 };
  const descend = (part: number, left: number, before: number): void => {
    const [table, next] = [values[part]!, values[part + 1]!];
    for (let k = 0; k <= Math.min(left, table.length - 1); k++) {
      now[part] = k;
      if (part < last - 1) descend(part + 1, left - k, before + table[k]!);
      else if (left - k < next.length) {
        best.tried += 1;
        const value = before + table[k]! + next[left - k]!;
        if (!(value > best.value)) continue;
        now[last] = left - k;
        best.value = value;
        best.steps.set(now);
      }
    }
  };
  descend(0, steps, 0);
  return best;
}
