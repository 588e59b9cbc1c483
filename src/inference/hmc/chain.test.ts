import { expect, test } from 'vitest';
import { normalCdf, studentTCdf } from '../../core/distributions.ts';
import { gandyScott } from '../../core/gandyScott.ts';
import { uniformityP } from '../../core/goodnessOfFit.ts';
import { openStream } from '../../core/random/stream.ts';
import { essBulk } from '../diagnostics/ess.ts';
import { runChains } from './chain.ts';
import { sampleChains } from './sample.ts';
import { type ChainSettings, defaultChainSettings } from './settings.ts';
import type { Chain, LogDensity } from './types.ts';

const settings: ChainSettings = { ...defaultChainSettings, warmup: 300, draws: 1500 };

const single = (density: LogDensity, n: number, given: ChainSettings, seed: string): Chain =>
  runChains(density, [new Float64Array(n)], given, [openStream([seed])])[0]!;

/** Draws thinned to near independence: every step-th, so that a χ² test may treat them as independent. */
function thinned(
  density: LogDensity,
  n: number,
  seed: string,
  size: number,
  of: (q: Float64Array) => number,
): number[] {
  const chain = single(density, n, { ...settings, draws: size }, seed);
  const series = Float64Array.from({ length: size }, (_, k) => of(chain.draws.subarray(k * n, (k + 1) * n)));
  const step = Math.max(1, Math.ceil((1.5 * size) / essBulk([series])!));
  return Array.from(series).filter((_, k) => k % step === 0);
}

/** Every seed is fresh, and one sound run in 100,000 would fail. */
function holds(density: LogDensity, n: number, u: (q: Float64Array) => number): void {
  const verdict = gandyScott((size, attempt) => {
    const seed = `${Date.now()}/${Math.random()}/${attempt}`;
    return [uniformityP(thinned(density, n, seed, size, u), 20)];
  }, 6000);
  expect(verdict, JSON.stringify(verdict)).toMatchObject({ passed: true });
}

/** N(0, Σ) with unit and correlated axes of very different scales. */
const RHO = 0.95;
const correlated: LogDensity = (q, gradient) => {
  const a = q[0]!;
  const b = q[1]! / 10;
  const d = 1 - RHO * RHO;
  gradient[0] = -(a - RHO * b) / d;
  gradient[1] = -(b - RHO * a) / d / 10;
  return -(a * a - 2 * RHO * a * b + b * b) / (2 * d);
};

test('a correlated normal: marginals, and the combination that correlation makes narrow', () => {
  holds(correlated, 2, (q) => normalCdf(q[0]!));
  holds(correlated, 2, (q) => normalCdf(q[1]! / 10));
  holds(correlated, 2, (q) => normalCdf((q[0]! - q[1]! / 10) / Math.sqrt(2 - 2 * RHO)));
});

test('independent Student t with 5 degrees of freedom', () => {
  const density: LogDensity = (q, gradient) => {
    let total = 0;
    for (let i = 0; i < q.length; i++) {
      total -= 3 * Math.log(1 + (q[i]! * q[i]!) / 5);
      gradient[i] = (-6 * q[i]!) / (5 + q[i]! * q[i]!);
    }
    return total;
  };
  holds(density, 3, (q) => studentTCdf(q[1]!, 5));
});

test("Neal's funnel, non-centered: v ~ N(0, 3) and x = e^{v/2}·z with z ~ N(0, 1)", () => {
  const density: LogDensity = (q, gradient) => {
    gradient[0] = -q[0]! / 9;
    gradient[1] = -q[1]!;
    return -(q[0]! * q[0]!) / 18 - (q[1]! * q[1]!) / 2;
  };
  holds(density, 2, (q) => normalCdf(q[0]! / 3));
  // v/3 and z are independent, so their sum is N(0, 2)
  holds(density, 2, (q) => normalCdf((q[0]! / 3 + q[1]!) / Math.SQRT2));
});

test('the same test catches a density that is off: sd .913 in place of 1', () => {
  const wrong: LogDensity = (q, gradient) => {
    gradient[0] = -q[0]! * 1.2;
    return -0.6 * q[0]! * q[0]!;
  };
  const verdict = gandyScott(
    (size, attempt) => [
      uniformityP(
        thinned(wrong, 1, `planted/${attempt}`, size, (q) => normalCdf(q[0]!)),
        20,
      ),
    ],
    12_000,
  );
  expect(verdict.passed).toBe(false);
});

test('same stream, same bits; and chains are independent of one another', () => {
  const run = () => sampleChains(correlated, 2, 2, { ...settings, draws: 50 }, (c) => openStream(['bits', c]));
  const [a, b] = [run(), run()];
  expect(a[0]!.draws).toEqual(b[0]!.draws);
  expect(a[1]!.draws).toEqual(b[1]!.draws);
  expect(a[0]!.draws).not.toEqual(a[1]!.draws);
});

test('the work budget ends a chain early and says so', () => {
  const chain = single(correlated, 2, { ...settings, maxGradients: 3000 }, 'budget');
  expect(chain.outOfBudget).toBe(true);
  expect(chain.draws.length).toBeLessThan(settings.draws * 2);
  expect(chain.gradients).toBeLessThan(3000 + 2 ** settings.maxDepth);
});

test('a density that is nowhere finite is refused with the point in full', () => {
  const nowhere: LogDensity = (_, gradient) => {
    gradient.fill(0);
    return Number.NaN;
  };
  expect(() =>
    sampleChains(
      nowhere,
      2,
      1,
      settings,
      () => openStream(['x']),
      (i) => ['alpha', 'beta'][i]!,
    ),
  ).toThrow(/no start with a finite log density.*alpha = .*beta = /);
});

test('a gradient that turns NaN in a region is a rejection, not a crash', () => {
  const half: LogDensity = (q, gradient) => {
    gradient[0] = q[0]! > 1 ? Number.NaN : -q[0]!;
    return -0.5 * q[0]! * q[0]!;
  };
  const chain = single(half, 1, { ...settings, draws: 500 }, 'nan');
  expect(chain.divergences).toBeGreaterThan(0);
  expect(chain.draws.every((x) => x <= 1)).toBe(true);
});

test('a density of +∞ is no mode: it is rejected, on the way up and on the way', () => {
  const spike: LogDensity = (q, gradient) => {
    gradient[0] = -q[0]!;
    return Math.abs(q[0]!) > 1.5 ? Number.POSITIVE_INFINITY : -0.5 * q[0]! * q[0]!;
  };
  const chain = single(spike, 1, { ...settings, draws: 500 }, 'spike');
  expect(chain.divergences).toBeGreaterThan(0);
  expect(chain.draws.every((x) => Math.abs(x) <= 1.5)).toBe(true);
});

test('rounds go on from where chains are, until enough, the most draws or the budget', () => {
  const run = (draws: number, more?: Partial<ChainSettings>) =>
    runChains(correlated, [new Float64Array(2)], { ...settings, draws, ...more }, [openStream(['rounds'])])[0]!;
  const whole = run(300);
  const judged: number[] = [];
  const judge = ([chain]: readonly Chain[]) => judged.push(chain!.logDensity.length) === 3;
  const inRounds = run(100, { enough: { judge, maxDraws: 1000 } });
  expect(judged).toEqual([100, 200, 300]);
  expect(inRounds).toEqual({ ...whole, acceptance: expect.closeTo(whole.acceptance, 12) });
  expect(run(100, { enough: { judge: () => false, maxDraws: 250 } }).logDensity).toHaveLength(250);
  const broke = run(100, { enough: { judge: () => false, maxDraws: 1e6 }, maxGradients: 5000 });
  expect(broke.outOfBudget).toBe(true);
  expect(broke.gradients).toBeLessThan(5000 + 2 ** settings.maxDepth);
});
