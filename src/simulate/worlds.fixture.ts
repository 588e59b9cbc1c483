import type { Term, World, WorldNode } from '../scenario/world.ts';

/** Worlds for tests, written out by hand: no schema and no loader between the test and the equation. */
export function world(nodes: readonly WorldNode[], given: Partial<World> = {}): World {
  return {
    name: 'by hand',
    about: '',
    period: 'week',
    nodes,
    outcome: 'y',
    observed: nodes.filter(({ latent }) => !latent).map(({ name }) => name),
    burnIn: 20,
    firstPeriod: 0,
    nested: true,
    minFuture: 0,
    ...given,
  };
}

export function node(name: string, role: WorldNode['role'], given: Partial<WorldNode> = {}): WorldNode {
  const floor = role === 'spend' ? 0 : null;
  return { name, role, latent: false, base: [], scale: [], noise: [], terms: [], floor, ...given };
}

/** Spend that is noisy and positive. */
export function spend(name: string, mean: number, given: Partial<WorldNode> = {}): WorldNode {
  const scale = [{ kind: 'lognormal', sd: 0.4 }] as const;
  return node(name, 'spend', { base: [{ kind: 'level', value: mean }], scale, ...given });
}

export function term(from: string, effect: number, given: Partial<Term> = {}): Term {
  return { from, lag: 0, adstock: null, saturation: null, order: 'adstock-first', effect, ...given };
}

/** Weights that sum to 1. */
export function geometric(alpha: number, maxLag: number): Pick<Term, 'adstock'> {
  return { adstock: { curve: 'geometric', parameters: [alpha], maxLag, normalize: true } };
}

export function hill(halfSaturation: number, slope: number): Pick<Term, 'saturation'> {
  return { saturation: { curve: 'hill', parameters: [halfSaturation, slope] } };
}

/** The world of Jin et al. (2017) as targets.md gives it: 52 periods before the window, 13 after it; price has a
 *  stationary sd of .2, which no ROAS depends on. */
export function jin2017(): World {
  const level = (value: number) => ({ kind: 'level', value }) as const;
  const media = (name: string) =>
    node(name, 'spend', {
      base: [level(0), { kind: 'seasonal', every: 52, amplitude: 1, phase: 'random' }, { kind: 'normal', sd: 0.3 }],
      rescale: [0, 1],
    });
  const response = (name: string, theta: number, alpha: number, kappa: number, slope: number, beta: number) =>
    term(name, beta, {
      adstock: { curve: 'delayed', parameters: [alpha, theta], maxLag: 13, normalize: true },
      ...hill(kappa, slope),
    });
  const sales = node('sales', 'outcome', {
    base: [level(4)],
    noise: [{ kind: 'normal', sd: 0.05 }],
    terms: [
      term('price', -0.5),
      response('media_1', 5, 0.6, 0.2, 1, 0.8),
      response('media_2', 3, 0.8, 0.2, 2, 0.6),
      response('media_3', 4, 0.8, 0.2, 2, 0.3),
    ],
  });
  const price = node('price', 'process', { base: [level(0), { kind: 'ar1', phi: 0.7, sd: 0.1428 }] });
  return world([price, media('media_1'), media('media_2'), media('media_3'), sales], {
    name: 'jin-2017',
    outcome: 'sales',
    burnIn: 39,
    minFuture: 13,
    nested: false,
  });
}
