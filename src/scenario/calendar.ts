import { type Rhythm, rhythmsOf, together } from './rhythm.ts';
import type { World } from './world.ts';

/** A rhythm, or some that move together, and the nodes that follow it. */
export type CalendarCause = {
  /** `season (52)`, `trend (time)`, `level (regions)`: no name of a node */
  readonly name: string;
  readonly rhythms: readonly Rhythm[];
  readonly followers: readonly string[];
};

/** Every rhythm of a world, those that move together as one, in the order of the nodes.
 *  @param every periods of the world in one of the data: what repeats within it is gone there */
export function calendarOf({ nodes, outcome }: Pick<World, 'nodes' | 'outcome'>, every = 1): readonly CalendarCause[] {
  type Group = { readonly rhythms: Rhythm[]; readonly followers: Set<string> };
  let groups: readonly Group[] = [];
  for (const node of nodes)
    for (const rhythm of rhythmsOf(node, node.name === outcome)) {
      if ('every' in rhythm && every % rhythm.every === 0) continue;
      const near = groups.filter(({ rhythms }) => rhythms.some((other) => together(rhythm, other)));
      const joined: Group = {
        rhythms: [...near.flatMap(({ rhythms }) => rhythms), rhythm],
        followers: new Set([...near.flatMap(({ followers }) => [...followers]), node.name]),
      };
      groups = [...groups.filter((group) => !near.includes(group)), joined];
    }
  return groups.map(({ rhythms, followers }) => ({
    name: nameOf(rhythms),
    rhythms,
    followers: nodes.map(({ name }) => name).filter((name) => followers.has(name)),
  }));
}

function nameOf(rhythms: readonly Rhythm[]): string {
  const [{ kind }] = rhythms as [Rhythm];
  if (kind === 'region') return 'level (regions)';
  if (kind === 'line' || kind === 'bend') return 'trend (time)';
  const periods = rhythms.flatMap((rhythm) => ('every' in rhythm ? [rhythm.every] : []));
  return `season (${[...new Set(periods)].sort((a, b) => a - b).join(', ')})`;
}
