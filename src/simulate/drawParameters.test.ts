import { describe, expect, test } from 'vitest';
import { betaCdf, gammaCdf, normalCdf } from '../core/distributions.ts';
import { InputError } from '../core/errors.ts';
import { gandyScott } from '../core/gandyScott.ts';
import { uniformityP } from '../core/goodnessOfFit.ts';
import { log } from '../core/math.ts';
import { parseScenario, resolveWorld } from '../scenario/scenario.ts';
import { drawnWorld } from './drawParameters.ts';
import { compileWorld, simulate } from './simulate.ts';

const text = (effect: string, alpha = '0.5', more = '') => `name: x
about: y
nodes:
  tv: { spend: { mean: 50, noise: { lognormal: 0.4 } } }
  y:
    outcome: { level: 10, noise: { normal: 3 } }
    responses: { tv: { effect: ${effect}, adstock: { geometric: { alpha: ${alpha}, max_lag: 4 } } } }
${more}`;
const scenario = (...parts: Parameters<typeof text>) => parseScenario(text(...parts), 'x.yaml');
const effectOf = (world: ReturnType<typeof drawnWorld>) => world.nodes[1]!.terms[0]!.effect;
const path = 'nodes.y.responses.tv.effect';
const requests = [{ kind: 'roas.total' }, { kind: 'contribution' }] as const;

describe('draws follow their law', () => {
  test.each([
    ['normal: [2, 0.5]', (x: number) => normalCdf((x - 2) / 0.5)],
    ['uniform: [1, 3]', (x: number) => (x - 1) / 2],
    ['lognormal: [0.2, 0.6]', (x: number) => normalCdf((log(x) - 0.2) / 0.6)],
    ['beta: [2, 3]', (x: number) => betaCdf(x, 2, 3)],
    ['gamma: [3, 2]', (x: number) => gammaCdf(x, 3, 2)],
    // truncated: P(X ≤ x) between the bounds
    [
      'normal: [2, 0.5], within: [1.8, 3]',
      (x: number) => (normalCdf((x - 2) / 0.5) - normalCdf(-0.4)) / (normalCdf(2) - normalCdf(-0.4)),
    ],
  ])('%s', (law, cdf) => {
    const world = resolveWorld(scenario(`{ draw: { ${law} } }`));
    const verdict = gandyScott((n, attempt) => {
      const key = (replicate: number) => ({ seed: `${law} ${Date.now()} ${attempt}`, replicate });
      return [
        uniformityP(
          Float64Array.from({ length: n }, (_, i) => cdf(effectOf(drawnWorld(world, key(i))))),
          20,
        ),
      ];
    }, 500);
    expect(verdict.passed).toBe(true);
  });
});

test('data and truth are those of the world with the drawn numbers written in it, bit for bit', () => {
  const random = scenario('{ draw: { normal: [2, 0.5] } }', '{ draw: { beta: [3, 4] } }');
  const world = resolveWorld(random);
  for (const replicate of [0, 1, 2]) {
    const key = { seed: 7, replicate };
    const { effect, adstock } = drawnWorld(world, key).nodes[1]!.terms[0]!;
    const written = scenario(String(effect), String(adstock!.parameters[0]));
    const run = (from: typeof world) => simulate(compileWorld(from), { ...key, periods: 20, requests });
    const [drawn, fixed] = [run(world), run(resolveWorld(written))];
    expect(drawn).toEqual(fixed);
    // linear, and its weights sum to 1
    expect(drawn.truth.effects[0]!.value).toBeCloseTo(effect, 10);
    expect(drawn.truth.parameters['y.tv.effect']).toBe(effect);
  }
});

test('a draw is named by its path alone: other laws, lengths and values move none', () => {
  const key = { seed: 7, replicate: 4 };
  const alone = effectOf(drawnWorld(resolveWorld(scenario('{ draw: { normal: [2, 0.5] } }')), key));
  const beside = scenario('{ draw: { normal: [2, 0.5] } }', '{ draw: { beta: [3, 4] } }');
  expect(effectOf(drawnWorld(resolveWorld(beside, { 'nodes.tv.spend.mean': 80 }), key))).toBe(alone);
  const twice = effectOf(drawnWorld(resolveWorld(beside, { [`${path}.draw.normal.0`]: 4 }), key));
  expect(twice - 4).toBeCloseTo(alone - 2, 12);
});

test('a law without spread is its center, to the hash; so is a dial at 0, and a path can be set', () => {
  const fixed = resolveWorld(scenario('2'));
  expect(resolveWorld(scenario('{ draw: { normal: [2, 0] } }'))).toEqual(fixed);
  expect(resolveWorld(scenario('{ draw: { uniform: [2, 2] } }'))).toEqual(fixed);
  const dials = `dials: { spread: { ${path}.draw.normal.1: [0, 0.5] } }`;
  const dialled = scenario('{ draw: { normal: [2, 0.5] } }', '0.5', dials);
  expect(resolveWorld(dialled, { 'dials.spread': 0 })).toEqual(fixed);
  expect(resolveWorld(dialled, { 'dials.spread': 0.5 }).draws![0]!.law.parameters).toEqual([2, 0.25]);
  expect(resolveWorld(scenario('{ draw: { normal: [2, 0.5] } }'), { [path]: 2 })).toEqual(fixed);
});

test('a world that draws nothing is itself', () => {
  const world = resolveWorld(scenario('2'));
  expect(drawnWorld(world, { seed: 1, replicate: 0 })).toBe(world);
});

test('bounds that hold next to nothing of a law are an answer, not a loop', () => {
  const world = resolveWorld(scenario('{ draw: { normal: [2, 0.5], within: [6.3, 6.4] } }'));
  expect(() => drawnWorld(world, { seed: 1, replicate: 0 })).toThrow(InputError);
});
