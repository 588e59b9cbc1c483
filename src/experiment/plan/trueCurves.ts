import { InputError } from '../../core/errors.ts';
import type { ChannelCurves } from '../../media/types.ts';
import { exposureOf } from '../../scenario/graph.ts';
import { observedEvery } from '../../scenario/observation.ts';
import type { Term, World } from '../../scenario/world.ts';

const none = {
  adstock: { curve: 'none', parameters: [], maxLag: 1, normalize: false },
  saturation: { curve: 'none', parameters: [] },
};

/** The generating curves of every channel, by name: what `given: truth` hands over. A channel that acts on the outcome
 *  only through others has no curve of its own there and gets its spend as it is. Beside them, keyed `facebook->google`,
 *  the curves of each channel's spend on each other's, for estimators that model a mediating channel.
 *  A channel whose spend buys exposure acts by that. Numbers that are drawn once a replicate are at their law's center
 *  here: hand over the world of a replicate (`drawnWorld`).
 *  @throws InputError for an effect that starts later than its cause, which no estimator's curves can say, and for curves
 *  of finer periods than those of the data */
export function trueCurves(world: World): Readonly<Record<string, ChannelCurves>> {
  if (observedEvery(world) > 1) {
    throw new InputError({
      message: `given: truth cannot hand over ${world.name}: its curves are by the ${world.period}, its data are not`,
    });
  }
  const termsOf = (name: string) => world.nodes.find((node) => node.name === name)?.terms ?? [];
  const channels = world.nodes.filter((node) => node.role === 'spend').map(({ name }) => name);
  const curves = (from: string, to: string) =>
    curvesOf(
      termsOf(to).find((term) => term.from === (exposureOf(world, from) ?? from)),
      world,
    );
  return Object.fromEntries([
    ...channels.map((name) => [name, curves(name, world.outcome)]),
    ...channels.flatMap((to) => {
      const others = channels.filter((from) => from !== to && !startsLater(termsOf(to), from));
      return others.map((from) => [`${from}->${to}`, curves(from, to)]);
    }),
  ]);
}

/** Budgets that answer to last week's spend are no mediator's arrow, and nobody need ask for their curves. */
function startsLater(terms: readonly Term[], from: string): boolean {
  return (terms.find((term) => term.from === from)?.lag ?? 0) > 0;
}

function curvesOf(term: Term | undefined, world: World): ChannelCurves {
  if (term === undefined) return { ...none, order: 'adstock-first' };
  const { from, lag, adstock, saturation, order } = term;
  if (lag > 0) {
    throw new InputError({
      message: `given: truth cannot hand over ${from} of ${world.name}: its effect starts ${lag} periods after the spend; allowed is 0`,
    });
  }
  return { adstock: adstock ?? none.adstock, saturation: saturation ?? none.saturation, order };
}
