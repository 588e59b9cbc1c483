import type { Estimand } from '../../dataset/estimand.ts';
import type { CausalReading } from '../../scenario/causalGraph.ts';
import { actingOf, mediatorsOf } from '../../scenario/graph.ts';
import { identifyEffect } from '../../scenario/identification.ts';
import type { World } from '../../scenario/world.ts';
import { adjustsFor, type Conditions } from '../../score/adjusts.ts';
import type { Identified } from '../../score/miss.ts';
import { familyOf } from '../../score/targetFamily.ts';

/** An estimand as a question to the graph: effects of the channel that must all be known, by what is held (null: nothing). */
export type Question = { readonly channel: string; readonly parts: readonly (readonly string[] | null)[] };

export function questionOf({ channels }: CausalReading, world: World, { channel, kind, held }: Estimand): Question {
  const mediators = mediatorsOf(world, channel);
  // other channels are always held: statistics.md §1
  const closed = mediators
    .filter((name) => held?.includes(name) ?? true)
    .concat(mediators.filter((n) => channels.includes(n)));
  const direct = [...new Set(closed)];
  switch (familyOf[kind].question) {
    case 'direct':
      return { channel, parts: [direct] };
    case 'split':
      return { channel, parts: [null, direct] };
    default:
      return { channel, parts: [null] };
  }
}

/** `none` where a part cannot be learned, else how the last part can: of a mediated effect, that is the direct one. */
export function identifiedBy(reading: CausalReading, { channel, parts }: Question): Identified {
  const found = parts.map((held) => identifyEffect(reading, channel, held ?? undefined).by);
  return found.includes('none') ? 'none' : found.at(-1)!;
}

export function adjustsForAll(
  { graph, outcome }: CausalReading,
  world: World,
  { channel, parts }: Question,
  fit: Conditions,
): boolean {
  return parts.every((held) => adjustsFor(graph, outcome, actingOf(world, channel), fit, held));
}
