import fc from 'fast-check';
import type { Component, EffectPath, Interaction, Term, World, WorldNode } from '../scenario/world.ts';
import { node, spend, term, world } from './worlds.fixture.ts';

/** What a family of small worlds allows. */
export type Family = {
  /** arrows back in time */
  readonly feedback: boolean;
  /** curves that bend, and floors that can bind */
  readonly bends: boolean;
  /** effects that change over time, interactions, breaks, a price by its logarithm; `log`: and an outcome that is exp of
   *  its equation, with effects so small that it stays in range */
  readonly rich?: 'linear' | 'log';
};

const unit = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const adstock = fc.oneof(
  fc
    .record({ alpha: unit(0.1, 0.8), maxLag: fc.integer({ min: 1, max: 4 }), normalize: fc.boolean() })
    .map(({ alpha, maxLag, normalize }) => ({ curve: 'geometric', parameters: [alpha], maxLag, normalize })),
  fc
    .record({ alpha: unit(0.1, 0.8), theta: unit(0, 3), maxLag: fc.integer({ min: 2, max: 4 }) })
    .map(({ alpha, theta, maxLag }) => ({ curve: 'delayed', parameters: [alpha, theta], maxLag, normalize: true })),
  fc.constant(null),
);
const saturation = fc.oneof(
  fc
    .record({ kappa: unit(5, 50), slope: unit(0.5, 3) })
    .map((p) => ({ curve: 'hill', parameters: [p.kappa, p.slope] })),
  unit(0.01, 0.1).map((lambda) => ({ curve: 'logistic', parameters: [lambda] })),
  fc.constant(null),
);

/** An arrow from any of the sources, and whether it is there at all. */
function arrow(from: readonly string[], lag: fc.Arbitrary<number>, size: number, bends: boolean): fc.Arbitrary<Term[]> {
  if (from.length === 0) return fc.constant([]);
  const one = fc.record({
    from: fc.constantFrom(...from),
    lag,
    adstock,
    saturation: bends ? saturation : fc.constant(null),
    order: fc.constantFrom('adstock-first' as const, 'saturation-first' as const),
    effect: unit(0.05, size),
  });
  return fc.array(one, { maxLength: 2 });
}

/** demand → two channels → a mediator → the outcome `y`, with random arrows that follow this order within a period,
 *  and, with feedback, small ones against it through lags. All but the outcome stay at 0 or above, as curves need. */
export function worlds({ feedback, bends, rich }: Family): fc.Arbitrary<World> {
  const names = ['demand', 'tv', 'search', 'visits', 'y'];
  const back = (to: string) =>
    feedback && to !== 'demand' ? arrow(names, fc.integer({ min: 1, max: 3 }), 0.15, false) : fc.constant([]);
  const terms = names.map((name, index) =>
    fc
      .tuple(arrow(names.slice(0, index), fc.integer({ min: 0, max: 2 }), index === 4 ? 5 : 0.6, bends), back(name))
      .map((arrows) => arrows.flat()),
  );
  const plain = fc.tuple(fc.tuple(...terms), fc.integer({ min: 0, max: 3 })).map(([t, burnIn]) => {
    const floor = bends ? { floor: 0 } : {};
    const demand = [{ kind: 'level', value: 30 } as const, { kind: 'ar1', phi: 0.5, sd: 3 } as const];
    const nodes: WorldNode[] = [
      node('demand', 'process', { latent: true, base: demand, floor: 0, terms: t[0]! }),
      spend('tv', 20, { terms: t[1]! }),
      spend('search', 10, { terms: t[2]!, noise: [{ kind: 'normal', sd: bends ? 8 : 0 }] }),
      node('visits', 'mediator', { base: [{ kind: 'level', value: 5 }], terms: t[3]!, ...floor }),
      node('y', 'outcome', {
        base: [{ kind: 'level', value: 50 }],
        noise: [{ kind: 'ar1', phi: 0.4, sd: 5 }],
        terms: [...t[4]!, term('tv', 1), term('search', 2), term('visits', 0.5)],
      }),
    ];
    return world(nodes, { burnIn, minFuture: 2 });
  });
  return rich === undefined ? plain : fc.tuple(plain, additions).map(([given, more]) => enrich(given, more, rich));
}

const wave = fc.record({
  kind: fc.constant('seasonal' as const),
  every: fc.constantFrom(4, 7.5),
  amplitude: unit(-0.8, 0.8),
  phase: fc.oneof(unit(0, 1), fc.constant('random' as const)),
});
const at = fc.integer({ min: -4, max: 9 });
const path: fc.Arbitrary<EffectPath> = fc.oneof(
  fc.record({ kind: fc.constant('random-walk' as const), sd: unit(0, 0.2) }),
  wave,
  fc.record({ kind: fc.constant('step' as const), at, factor: unit(-1, 2) }),
);
const change: fc.Arbitrary<Component> = fc.oneof(
  fc.record({ kind: fc.constant('step' as const), at, size: unit(-5, 5) }),
  fc.record({ kind: fc.constant('trend-break' as const), at, slope: unit(-1, 1) }),
);
const between = fc.constantFrom<Interaction['between'][]>(['tv', 'search'], ['search', 'visits'], ['tv', 'price']);
const additions = fc.record({
  paths: fc.array(fc.array(path, { maxLength: 2 }), { minLength: 3, maxLength: 3 }),
  changes: fc.array(change, { maxLength: 2 }),
  interactions: fc.array(fc.record({ between, effect: unit(-0.3, 0.5) }), { maxLength: 2 }),
  elasticity: unit(-2, -0.5),
});
type Additions = typeof additions extends fc.Arbitrary<infer T> ? T : never;

/** On the log scale effects count in hundredths of what they are in units of `y`: in the range of logarithms. */
function enrich(plain: World, { paths, changes, interactions, elasticity }: Additions, rich: 'linear' | 'log'): World {
  const unitOf = rich === 'log' ? 0.0005 : 1;
  const price = node('price', 'process', {
    base: [{ kind: 'level', value: 20 }, { kind: 'ar1', phi: 0.6, sd: 1 }, ...changes],
    floor: 1,
  });
  const nodes = plain.nodes.map((each): WorldNode => {
    if (each.role !== 'outcome') return each;
    const own = each.terms.map((arrow, k): Term => {
      const varies = paths[k] ?? [];
      return { ...arrow, effect: unitOf * arrow.effect, ...(varies.length === 0 ? {} : { varies }) };
    });
    return {
      ...each,
      base: rich === 'log' ? [{ kind: 'level', value: 4 }] : [...each.base, ...changes],
      noise:
        rich === 'log'
          ? [
              { kind: 'ar1', phi: 0.4, sd: 0.2 },
              { kind: 'normal', sd: 0.1 },
            ]
          : each.noise,
      terms: [...own, term('price', elasticity, { transform: 'log' })],
      interactions: interactions.map((pair) => ({ ...pair, effect: 0.02 * unitOf * pair.effect })),
      ...(rich === 'log' ? { link: 'log' } : {}),
    };
  });
  return { ...plain, nodes: [price, ...nodes], observed: ['price', ...plain.observed] };
}
