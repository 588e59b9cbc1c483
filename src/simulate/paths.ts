import { exp } from '../core/math.ts';
import type { Stream } from '../core/random/stream.ts';
import type { EffectPath, WorldNode } from '../scenario/world.ts';
import { componentSeries, type Source } from './components.ts';

/** How the effect of each of a node's terms changes over time; null: not at all. Every path draws from a stream of its
 *  own, whose role is `varies/tv/0/0/random-walk`: the numbers count terms from one source and paths of one kind, so
 *  that other arrows move no draw. */
export function effectPaths(
  { terms }: WorldNode,
  source: Omit<Source, 'open'>,
  open: (role: string) => Stream,
): readonly (Float64Array | null)[] {
  return terms.map(({ from, varies }, k) => {
    if (varies === undefined) return null;
    const nth = terms.slice(0, k).filter((term) => term.from === from).length;
    return varies.reduce<Float64Array | null>((product, path, i) => {
      const earlier = varies.slice(0, i).filter(({ kind }) => kind === path.kind).length;
      const role = `varies/${from}/${nth}/${earlier}/${path.kind}`;
      const series = pathSeries(path, { ...source, open: () => open(role) });
      return product === null ? series : product.map((value, t) => value * series[t]!);
    }, null);
  });
}

/** One factor of an effect. Element i needs no later draw than that of t = 0 or its own, so shorter ones are prefixes. */
function pathSeries(path: EffectPath, source: Source): Float64Array {
  switch (path.kind) {
    case 'random-walk':
      return randomWalk(path.sd, source);
    case 'seasonal':
      return componentSeries(path, source).map((wave) => 1 + wave);
    case 'step':
      return new Float64Array(source.length).map((_, i) => (source.origin + i >= path.at ? path.factor : 1));
  }
}

/** exp(S_t − sd²·|t|/2), S_0 = 0: by E exp N(0, v) = exp(v/2) of mean 1 wherever, to both sides of t = 0. */
function randomWalk(sd: number, { length, origin, open }: Source): Float64Array {
  const stream = open();
  const walk = new Float64Array(length);
  for (let i = 0; i < length; i++) walk[i] = (i === 0 ? 0 : walk[i - 1]!) + sd * stream.normal();
  const start = walk[-origin] ?? 0;
  return walk.map((sum, i) => exp(sum - start - (sd * sd * Math.abs(origin + i)) / 2));
}
