import fc from 'fast-check';
import { expect, test } from 'vitest';
import { descendants } from '../causal/graph.ts';
import { sum } from '../core/stats.ts';
import { worldGraph } from '../scenario/graph.ts';
import type { World, WorldNode } from '../scenario/world.ts';
import { worlds } from './arbitrary.fixture.ts';
import { makeAxis } from './axis.ts';
import { compileWorld } from './compile.ts';
import { drawExogenous } from './exogenous.ts';
import { solveLiterally } from './reference.fixture.ts';
import { makeWorkspace, replay, solveWorld } from './replay.ts';
import { makeReplays } from './scaled.ts';
import { type CompiledWorld, simulate } from './simulate.ts';
import { node, term } from './worlds.fixture.ts';

const anyWorld = fc.oneof(
  worlds({ feedback: false, bends: false }),
  worlds({ feedback: false, bends: true }),
  worlds({ feedback: true, bends: true }),
  worlds({ feedback: true, bends: true, rich: 'linear' }),
  worlds({ feedback: false, bends: true, rich: 'log' }),
);
const key = { seed: 1, replicate: 0 };

function draw(model: CompiledWorld, periods: number) {
  const axis = makeAxis({ burnIn: model.world.burnIn, history: model.history, periods, future: 8, beyond: 0 });
  const exogenous = drawExogenous(model.world, axis, key, axis.length);
  return { model, axis, exogenous, factual: solveWorld(model, axis, exogenous) };
}

test('the plan gives what the equations say, read literally, bit for bit', () => {
  fc.assert(
    fc.property(anyWorld, (world) => {
      const { axis, exogenous, factual, model } = draw(compileWorld(world), 6);
      const literal = solveLiterally(world, exogenous, axis.length);
      const late = model.steps.filter((step) => step.late).flatMap((step) => step.nodes.map((each) => each.node));
      model.nodes.forEach(({ name }, i) => {
        // nobody reads these before the window, so they are not computed there
        const from = late.includes(i) ? axis.start : 0;
        expect(factual.values[i]!.subarray(from)).toEqual(literal[name]!.subarray(from));
      });
    }),
    { numRuns: 60 },
  );
});

test('a replay of what lies downstream is the whole world solved again with the intervention, bit for bit', () => {
  const channel = fc.constantFrom('tv', 'search');
  const hold = fc.subarray(['visits', 'search', 'tv']);
  const window = fc.tuple(fc.nat(5), fc.nat(5)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  fc.assert(
    fc.property(anyWorld, channel, hold, window, fc.constantFrom(0, 1.01, 2), (world, name, others, within, factor) => {
      const setting = draw(compileWorld(world), 6);
      const { axis, exogenous, factual, model } = setting;
      const held = others.filter((other) => other !== name);
      const scaling = { channel: model.indexOf.get(name)!, factor, window: within, held };
      const { outcome, induced } = makeReplays(setting).scaled(scaling);

      const as = (node: string) => factual.values[model.indexOf.get(node)!]!;
      const [from, to] = [axis.start + within[0], axis.start + within[1] + 1];
      const path = as(name).map((spend, t) => (from <= t && t < to ? factor * spend : spend));
      const fixed = { ...Object.fromEntries(held.map((node) => [node, as(node)])), [name]: path };
      const literal = solveLiterally(world, exogenous, axis.length, fixed);
      const other = name === 'tv' ? 'search' : 'tv';
      expect(outcome.subarray(from)).toEqual(literal.y!.subarray(from));
      expect(induced.subarray(from)).toEqual(
        as(other)
          .map((spend, t) => spend - literal[other]![t]!)
          .subarray(from),
      );
    }),
    { numRuns: 80 },
  );
});

test('an intervention leaves what is not downstream as it is, and the factual world untouched', () => {
  fc.assert(
    fc.property(worlds({ feedback: false, bends: true }), fc.constantFrom('tv', 'search'), (world, channel) => {
      const setting = draw(compileWorld(world), 6);
      const { model, axis, exogenous, factual } = setting;
      const before = factual.values.map((series) => series.slice());
      const set = new Map([[model.indexOf.get(channel)!, new Float64Array(6)]]);
      const route = model.route(model.indexOf.get(channel)!, []);
      const work = makeWorkspace(model, axis);
      const { values } = replay(model, axis, exogenous, factual, route, set, axis.start, work);
      const affected = [channel, ...descendants(worldGraph(world), channel)];
      model.nodes.forEach(({ name }, i) => {
        if (!affected.includes(name)) expect(values[i]).toBe(factual.values[i]);
      });
      expect(factual.values).toEqual(before);
    }),
  );
});

test('no effect depends on a node that is no ancestor of the outcome', () => {
  const requests = [{ kind: 'roas.total' }, { kind: 'roas.direct' }, { kind: 'mroas.total' }] as const;
  const truthOf = (world: World) => simulate(compileWorld(world), { ...key, periods: 8, requests }).truth.effects;
  fc.assert(
    fc.property(anyWorld, fc.double({ min: -5, max: 5, noNaN: true }), (world, effect) => {
      const bystander = node('returns', 'process', {
        base: [{ kind: 'normal', sd: 3 }],
        terms: [term('y', effect), term('tv', effect), term('demand', 1, { lag: 1 })],
      });
      const joined = { ...world, nodes: [bystander, ...world.nodes] };
      expect(truthOf(joined).map(({ value }) => value)).toEqual(truthOf(world).map(({ value }) => value));
    }),
    { numRuns: 60 },
  );
});

test('counting money in half units halves the ROAS', () => {
  const base = worlds({ feedback: false, bends: false });
  fc.assert(
    fc.property(base, (world) => {
      // twice the numbers on spend, half the effect of each: a power of two, so every bit stays
      const doubled = world.nodes.map((each) => ({
        ...each,
        base: each.role === 'spend' ? [...each.base, ...each.base] : each.base,
        terms: each.terms.map((arrow) => {
          const [of, to] = [arrow.from, each.name].map((name) => (name === 'tv' || name === 'search' ? 2 : 1));
          return { ...arrow, effect: (arrow.effect * to!) / of! };
        }),
      }));
      const roas = (of: readonly WorldNode[]) =>
        simulate(compileWorld({ ...world, nodes: of }), {
          ...key,
          periods: 8,
          requests: [{ kind: 'roas.total' }],
        }).truth.effects.map(({ value }) => value!);
      expect(roas(doubled)).toEqual(roas(world.nodes).map((value) => value / 2));
    }),
    { numRuns: 40 },
  );
});

const near = (a: number, b: number, size: number) => expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-11 * (1 + size));

test('total = direct + mediated, and contribution is the numerator of ROAS', () => {
  const kinds = ['roas.total', 'roas.direct', 'roas.mediated', 'contribution', 'contribution.direct'] as const;
  fc.assert(
    fc.property(anyWorld, (world) => {
      const requests = kinds.map((kind) => ({ kind }));
      const { dataset, truth } = simulate(compileWorld(world), { ...key, periods: 10, requests });
      dataset.channels.forEach(({ spend }, c) => {
        const [total, direct, mediated, contribution, own] = kinds.map((_, k) => truth.effects[2 * k + c]!);
        const spent = sum(spend.window);
        // outcomes of some hundreds are subtracted: rounding is relative to them
        const size = (10 * 1e3) / spent;
        near(total!.value!, direct!.value! + mediated!.value!, size);
        near(contribution!.value! / spent, total!.value!, size);
        near(own!.value! / spent, direct!.value!, size);
        near(sum(contribution!.perPeriod!), contribution!.value!, size);
      });
    }),
    { numRuns: 60 },
  );
});
