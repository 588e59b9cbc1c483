import type { Edge, Graph } from '../causal/graph.ts';
import { type CalendarCause, calendarOf } from './calendar.ts';
import { channelsOf } from './graph.ts';
import { observedEvery } from './observation.ts';
import type { Term, World, WorldNode } from './world.ts';

/** What a world says about its causes, as identification reads it. */
export type CausalReading = {
  /** every arrow with the lags at which it acts; behind the world's nodes, the calendar */
  readonly graph: Graph;
  readonly outcome: string;
  /** the channels that an estimator sees */
  readonly channels: readonly string[];
  /** what can be adjusted for: what the data have as it was, and the calendar */
  readonly observed: readonly string[];
  /** common causes that anyone can adjust for by the date or the region */
  readonly calendar: readonly CalendarCause[];
  /** in the data, but with errors or gaps: adjusting for it leaves part of what it stands for */
  readonly recordedWithErrors: readonly string[];
};

/** Reads a world for identification.
 *
 *  A rhythm (season, holidays, flights, trend, level of a region) that two nodes follow, or the outcome, is a common cause, and
 *  observed: the date is known. A rhythm of one node alone is its own memory, as AR(1) noise is. A phase drawn once
 *  a dataset is no less a rhythm. What repeats within each period of the data is none: a process that does nothing else is
 *  a constant there, and drives nothing. An arrow of effect 0 (a dial at 0) is none, unless its effect is drawn.
 *  @see docs/methods/identification.md */
export function causalReading(world: World): CausalReading {
  const every = observedEvery(world);
  const all = calendarOf(world, every);
  const calendar = all.filter(({ followers }) => followers.length > 1 || followers.includes(world.outcome));
  const alone = new Set(all.filter((cause) => !calendar.includes(cause)).flatMap(({ followers }) => followers));
  const remembers = world.nodes.filter((node) => alone.has(node.name) || hasMemory(node)).map(({ name }) => name);
  const named = calendar.map(({ name }) => name);
  const arrows = calendar.flatMap(({ name, followers }) => followers.map((to) => ({ from: name, to, lag: 0 })));
  const { errors = [], missing = [] } = world.observation ?? {};
  const damaged = new Set([...errors, ...missing].flatMap(({ nodes }) => nodes));
  const channels = channelsOf(world);
  const still = new Set(
    world.nodes.filter((node) => node.role === 'process' && isConstant(node, every)).map(({ name }) => name),
  );
  // a channel or the outcome is what it is asked about, however well recorded
  const recordedWithErrors = world.observed.filter((name) => damaged.has(name));
  const lost = recordedWithErrors.filter((name) => !channels.includes(name) && name !== world.outcome);
  const drawn = new Set((world.draws ?? []).map(({ at }) => at.join('.')));
  return {
    graph: {
      nodes: [...world.nodes.map(({ name }) => name), ...named],
      edges: [
        ...world.nodes
          .flatMap((node, i) => edgesInto(node, (term) => drawn.has(`nodes.${i}.terms.${term}.effect`)))
          .filter(({ from }) => !still.has(from)),
        ...arrows,
      ],
      memory: [...remembers, ...named],
    },
    outcome: world.outcome,
    channels,
    observed: [...world.observed.filter((name) => !lost.includes(name)), ...named],
    calendar,
    recordedWithErrors,
  };
}

function edgesInto({ name, terms, interactions = [] }: WorldNode, isDrawn: (term: number) => boolean): readonly Edge[] {
  const works = ({ effect, from }: Term, i: number) =>
    effect !== 0 || isDrawn(i) || interactions.some((both) => both.effect !== 0 && both.between.includes(from));
  return terms
    .filter(works)
    .map((term) => ({ from: term.from, to: name, lag: term.lag, lastLag: term.lag + reach(term) }));
}

const reach = ({ adstock }: Term): number => (adstock === null ? 0 : adstock.maxLag - 1);

/** The same in every period of the data, whatever the draw. */
function isConstant({ base, scale, noise, terms, geo, rescale }: WorldNode, every: number): boolean {
  const steady = (part: WorldNode['base'][number] | WorldNode['scale'][number]) =>
    part.kind === 'level' || ('every' in part && every % part.every === 0);
  return (
    terms.length + noise.length === 0 && geo === undefined && rescale === undefined && [...base, ...scale].every(steady)
  );
}

/** Noise of its own that this period's tells the next one's of. */
function hasMemory({ base, noise, terms, geo }: WorldNode): boolean {
  const walks = terms.some(({ varies = [] }) => varies.some(({ kind }) => kind === 'random-walk'));
  const varyingGeos = terms.some((term) => term.geo !== undefined);
  return walks || varyingGeos || geo !== undefined || [...base, ...noise].some(({ kind }) => kind === 'ar1');
}
