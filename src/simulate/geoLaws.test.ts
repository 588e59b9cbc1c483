import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sum } from '../core/stats.ts';
import type { World } from '../scenario/world.ts';
import { worlds } from './arbitrary.fixture.ts';
import { makeAxis } from './axis.ts';
import { compileWorld } from './compile.ts';
import { observe } from './dataset.ts';
import { drawPanel } from './panel.ts';
import { solveLiterally } from './reference.fixture.ts';
import { simulate } from './simulate.ts';

/** Any small world in two or three geos that differ in level, spend and the effects on the outcome. */
function inGeos(base: fc.Arbitrary<World>): fc.Arbitrary<World> {
  const people = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 3 });
  return fc.tuple(base, people).map(([world, population]) => ({
    ...world,
    geos: { names: population.map((_, g) => `g${g}`), population: { kind: 'given', people: population } },
    nodes: world.nodes.map((node) => {
      if (node.role === 'spend') return { ...node, geo: { kind: 'spread', sd: 0.4, targeting: 0.5 } };
      if (node.role !== 'outcome') return node;
      const terms = node.terms.map((term) => ({ ...term, geo: { law: 'lognormal', sd: 0.3 } as const }));
      return { ...node, terms, geo: { kind: 'level', sd: 5 } as const };
    }),
  }));
}
const anyWorld = inGeos(
  fc.oneof(
    worlds({ feedback: false, bends: false }),
    worlds({ feedback: false, bends: true }),
    worlds({ feedback: true, bends: true }),
  ),
);
const key = { seed: 1, replicate: 0 };
const near = (a: number, b: number, size: number) => expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-11 * (1 + size));

test('each geo is its own equations read literally, and its spend and sales are those per head times its people', () => {
  fc.assert(
    fc.property(anyWorld, (world) => {
      const model = compileWorld(world);
      const axis = makeAxis({ burnIn: world.burnIn, history: model.history, periods: 6, future: 2, beyond: 0 });
      const panel = drawPanel(model, axis, key, axis.length);
      const { channels, outcome } = observe(panel, key);
      panel.geos.forEach(({ population, effects }, g) => {
        const own = world.nodes.map((node, i) => ({
          ...node,
          terms: node.terms.map((term, k) => ({ ...term, effect: effects[i]![k]! })),
        }));
        const literal = solveLiterally({ ...world, nodes: own }, panel.settings[g]!.exogenous, axis.length);
        const window = (series: Float64Array) =>
          series.subarray(axis.start, axis.start + 6).map((value) => value * population);
        expect(outcome.values.subarray(6 * g, 6 * g + 6)).toEqual(window(literal.y!));
        for (const { name, spend } of channels)
          expect(spend.window.subarray(6 * g, 6 * g + 6)).toEqual(window(literal[name]!));
      });
    }),
    { numRuns: 50 },
  );
});

test('total = direct + mediated, contribution is the numerator of ROAS and adds up over geos and periods', () => {
  const kinds = ['roas.total', 'roas.direct', 'roas.mediated', 'contribution'] as const;
  fc.assert(
    fc.property(anyWorld, (world) => {
      const requests = kinds.map((kind) => ({ kind }));
      const { dataset, truth } = simulate(compileWorld(world), { ...key, periods: 8, requests });
      const people = sum(dataset.population);
      dataset.channels.forEach(({ spend }, c) => {
        const [total, direct, mediated, contribution] = kinds.map((_, k) => truth.effects[2 * k + c]!);
        const spent = sum(spend.window);
        const size = (8 * 1e3 * people) / spent;
        near(total!.value!, direct!.value! + mediated!.value!, size);
        near(contribution!.value! / spent, total!.value!, size);
        near(sum(contribution!.perPeriod!) / spent, total!.value!, size);
        const overGeos = contribution!.perGeo!.reduce<number>((all, own, g) => all + own! * dataset.population[g]!, 0);
        near(overGeos / spent, total!.value!, size);
      });
    }),
    { numRuns: 50 },
  );
});

test('twice the people: twice the money and the contribution, the same ROAS, to the bit', () => {
  const requests = [{ kind: 'roas.total' }, { kind: 'mroas.total' }, { kind: 'contribution' }] as const;
  fc.assert(
    fc.property(anyWorld, (world) => {
      const people = world.geos!.population as { kind: 'given'; people: number[] };
      const twice = { ...people, people: people.people.map((own) => 2 * own) };
      const run = (population: typeof people) =>
        simulate(compileWorld({ ...world, geos: { ...world.geos!, population } }), { ...key, periods: 8, requests });
      const [once, doubled] = [run(people), run(twice)];
      expect(doubled.dataset.outcome.values).toEqual(once.dataset.outcome.values.map((y) => 2 * y));
      const factor = (i: number) => (i < 4 ? 1 : 2);
      expect(doubled.truth.effects.map(({ value }) => value)).toEqual(
        once.truth.effects.map(({ value }, i) => value! * factor(i)),
      );
    }),
    { numRuns: 40 },
  );
});
