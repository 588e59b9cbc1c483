import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sum } from '../core/stats.ts';
import type { EstimandKind } from '../dataset/estimand.ts';
import type { World, WorldNode } from '../scenario/world.ts';
import { worlds } from './arbitrary.fixture.ts';
import { makeAxis } from './axis.ts';
import { drawExogenous } from './exogenous.ts';
import { expectedSetting } from './expected.ts';
import { solveLiterally } from './reference.fixture.ts';
import { solveWorld } from './replay.ts';
import { compileWorld, simulate } from './simulate.ts';
import { inUnits } from './units.fixture.ts';

const linear = worlds({ feedback: true, bends: true, rich: 'linear' });
const logarithmic = worlds({ feedback: false, bends: true, rich: 'log' });
const anyWorld = fc.oneof(worlds({ feedback: false, bends: true }), linear, logarithmic);
const key = { seed: 4, replicate: 0 };
const periods = 8;

function effectsOf(world: World, kinds: readonly EstimandKind[]) {
  const requests = kinds.map((kind) => ({ kind }));
  return simulate(compileWorld(world), { ...key, periods, requests }).truth.effects;
}

const numbersOf = (world: World, kinds: readonly EstimandKind[]) =>
  effectsOf(world, kinds).map(({ estimand, value }) => [estimand.kind, estimand.channel, value] as const);

/** The world without arrows between channels and mediators, so that channels act on the outcome only. */
function apart(world: World): World {
  const nodes = world.nodes.map((node) =>
    node.role === 'outcome' ? node : { ...node, terms: node.terms.filter(({ from }) => from === 'demand') },
  );
  return { ...world, nodes };
}

/** Σ over window and tail of y − y(do all channels zero in the window), by the equations read literally. */
function ofAllMedia(world: World): { readonly gain: number; readonly size: number } {
  const model = compileWorld(world);
  const future = Math.max(world.minFuture, ...Object.values(model.tails));
  const axis = makeAxis({ burnIn: world.burnIn, history: model.history, periods, future, beyond: 0 });
  const drawn = drawExogenous(world, axis, key, axis.length);
  const setting = { model, axis, exogenous: drawn, factual: solveWorld(model, axis, drawn) };
  const { exogenous } = expectedSetting(setting);
  const as = solveLiterally(world, exogenous, axis.length);
  const off = (series: Float64Array) => series.map((x, t) => (axis.start <= t && t < axis.start + periods ? 0 : x));
  const none = solveLiterally(world, exogenous, axis.length, { tv: off(as.tv!), search: off(as.search!) });
  const from = axis.start;
  return {
    gain: sum(as.y!.subarray(from)) - sum(none.y!.subarray(from)),
    size: sum(as.y!.subarray(from).map(Math.abs)),
  };
}

test('contributions add up to y − y(do all media zero), or the notes say that they do not', () => {
  let [additive, not] = [0, 0];
  const family = fc.oneof(
    worlds({ feedback: false, bends: true }),
    worlds({ feedback: false, bends: true, rich: 'linear' }),
    logarithmic,
  );
  fc.assert(
    fc.property(family, (given) => {
      const world = apart(given);
      const tail = Math.max(world.minFuture, ...Object.values(compileWorld(world).tails));
      const requests = [{ kind: 'contribution', tail }] as const;
      const { effects } = simulate(compileWorld(world), { ...key, periods, requests }).truth;
      const { gain, size } = ofAllMedia(world);
      const adds = Math.abs(sum(effects.map(({ value }) => value!)) - gain) <= 1e-11 * size;
      const says = effects.some(({ note }) => note?.startsWith('not additive: '));
      // an interaction whose partner is never on is one in name only
      if (!says) expect(adds).toBe(true);
      if (adds) additive += 1;
      else not += 1;
    }),
    { numRuns: 60 },
  );
  expect(Math.min(additive, not)).toBeGreaterThan(0);
});

test('a channel without a path to the outcome has returns of exactly 0', () => {
  const kinds = [
    'roas.total',
    'roas.direct',
    'roas.mediated',
    'mroas.total',
    'roas.attributed',
    'contribution',
  ] as const;
  fc.assert(
    fc.property(anyWorld, (world) => {
      const nodes = world.nodes.map(
        (node): WorldNode => ({
          ...node,
          terms: node.terms.filter(({ from }) => from !== 'search'),
          ...(node.interactions === undefined
            ? {}
            : { interactions: node.interactions.filter(({ between }) => !between.includes('search')) }),
        }),
      );
      const found = effectsOf({ ...world, nodes }, kinds).filter(({ estimand }) => estimand.channel === 'search');
      expect(found.map(({ value }) => value! + 0)).toEqual(kinds.map(() => 0));
      for (const { note } of found) expect(note).toBeUndefined();
    }),
    { numRuns: 40 },
  );
});

const manyKinds = ['roas.total', 'roas.direct', 'mroas.total', 'roas.attributed', 'contribution'] as const;

test('the truth does not depend on what is observed, nor on the order of channels', () => {
  const hidden = fc.subarray(['demand', 'visits', 'price']);
  fc.assert(
    fc.property(anyWorld, hidden, fc.nat(), (world, names, turn) => {
      const as = numbersOf(world, manyKinds);
      const seen = world.nodes.map((node) => ({ ...node, latent: names.includes(node.name) }));
      const observed = seen.filter(({ latent }) => !latent).map(({ name }) => name);
      expect(numbersOf({ ...world, nodes: seen, observed }, manyKinds)).toEqual(as);

      const cut = turn % world.nodes.length;
      const turned = [...world.nodes.slice(cut), ...world.nodes.slice(0, cut)].reverse();
      const byName = (numbers: typeof as) => [...numbers].map((each) => JSON.stringify(each)).sort();
      expect(byName(numbersOf({ ...world, nodes: turned }, manyKinds))).toEqual(byName(as));
    }),
    { numRuns: 40 },
  );
});

test('money in other units: returns stay, contributions are counted in them', () => {
  const kinds = ['roas.total', 'roas.direct', 'mroas.total', 'roas.attributed', 'contribution'] as const;
  fc.assert(
    fc.property(anyWorld, fc.constantFrom(0.01, 3, 7.3), (world, c) => {
      const as = effectsOf(world, kinds);
      const other = effectsOf(inUnits(world, c), kinds);
      as.forEach(({ estimand, value }, i) => {
        const expected = estimand.kind === 'contribution' ? c * value! : value!;
        // differences of outcomes of some hundreds, over 1 % of spend for marginal returns
        expect(Math.abs(other[i]!.value! - expected)).toBeLessThanOrEqual(1e-8 * (1 + Math.abs(expected)));
      });
    }),
    { numRuns: 40 },
  );
});
