import { normalCdf, normalQuantile } from '../core/distributions.ts';
import { exp } from '../core/math.ts';
import { openStream, type Stream } from '../core/random/stream.ts';
import type { Geos, NodeGeo } from '../scenario/geos.ts';
import type { Term, World, WorldNode } from '../scenario/world.ts';
import type { DrawKey } from './drawKey.ts';

/** What one geo has of its own in one replicate. */
export type GeoDraw = {
  readonly name: string;
  /** joins the keys of its streams; null: national, whose keys have none */
  readonly index: number | null;
  readonly population: number;
  /** added to the base of each node */
  readonly levels: readonly number[];
  /** multiply each node */
  readonly factors: readonly number[];
  /** node by node, term by term */
  readonly effects: readonly (readonly number[])[];
};

/** The geos of a world in one replicate; one of population 1, as the world is written, where it is national.
 *  Each number has a stream of its own, keyed by the geo's index: what is drawn for a geo depends neither on how many
 *  there are nor on the length of the series. */
export function drawGeos(world: World, key: DrawKey): readonly GeoDraw[] {
  const { geos, nodes } = world;
  if (geos === undefined) {
    const effects = nodes.map(({ terms }) => terms.map(({ effect }) => effect));
    const [levels, factors] = [nodes.map(() => 0), nodes.map(() => 1)];
    return [{ name: 'national', index: null, population: 1, levels, factors, effects }];
  }
  return geos.names.map((name, index): GeoDraw => {
    const open = (node: string, role: string) => openStream([key.seed, key.replicate, node, role, index]);
    const baseline = open(world.outcome, LEVEL).normal();
    return {
      name,
      index,
      population: peopleIn(geos, index, open),
      levels: nodes.map(({ name: node, geo }) => (geo?.kind === 'level' ? geo.sd * open(node, LEVEL).normal() : 0)),
      factors: nodes.map(({ name: node, geo }) =>
        geo?.kind === 'spread' ? spreadFactor(geo, baseline, open(node, 'geo/spread').normal()) : 1,
      ),
      effects: nodes.map((node) => node.terms.map((term, k) => effectIn(term, () => open(node.name, roleOf(node, k))))),
    };
  });
}

/** The outcome's own draw of this role is the baseline that targeting follows. */
const LEVEL = 'geo/level';

/** By source, and counted among the terms from that source, so that other arrows move no draw. */
function roleOf({ terms }: WorldNode, k: number): string {
  const { from } = terms[k]!;
  return `geo/effect/${from}/${terms.slice(0, k).filter((term) => term.from === from).length}`;
}

function peopleIn({ population }: Geos, index: number, open: (node: string, role: string) => Stream): number {
  if (population.kind === 'given') return population.people[index]!;
  // no node is called ''
  const z = open('', 'geo/population').normal();
  return Math.max(1, Math.round(population.median * exp(population.sd * z)));
}

function spreadFactor({ sd, targeting }: Extract<NodeGeo, { kind: 'spread' }>, baseline: number, own: number): number {
  const w = targeting * baseline + Math.sqrt(1 - targeting * targeting) * own;
  return exp(sd * w - (sd * sd) / 2);
}

function effectIn({ effect, geo }: Term, open: () => Stream): number {
  if (geo === undefined || geo.sd === 0) return effect;
  const { law, sd } = geo;
  switch (law) {
    case 'normal':
      return effect + sd * open().normal();
    case 'truncated-normal':
      // P(X > x) = Φ((effect − x)/sd), uniform below its value at 0
      return Math.max(0, effect - sd * normalQuantile(open().uniform() * normalCdf(effect / sd)));
    case 'lognormal':
      return effect * exp(sd * open().normal() - (sd * sd) / 2);
  }
}
