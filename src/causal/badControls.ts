import { minimalSets } from './adjustmentSets.ts';
import { type AdjustmentSet, variablesOf } from './controls.ts';
import { ancestors, descendants, type Graph } from './digraph.ts';
import { dSeparated, openWalk } from './dSeparation.ts';
import { difference, disjoint, union } from './masks.ts';
import { ask, mediatorsBetween } from './question.ts';
import { series, slices } from './unroll.ts';
import { pathInWords } from './words.ts';

/** What adjusting for a variable does to the total effect of a channel.
 *  - `mediator`, `descendant` (of a mediator or the outcome), `collider` (it opens a path): it biases, leave it out.
 *  - `confounder`: some smallest valid set needs it.
 *  - `precision`: it moves the outcome only; adjusting narrows the interval.
 *  - `channel-only`: it moves the channel only; adjusting widens the interval and can amplify what bias there is.
 *  - `neutral`: neither. */
export type ControlRole =
  | 'mediator'
  | 'descendant'
  | 'collider'
  | 'confounder'
  | 'precision'
  | 'channel-only'
  | 'neutral';

export type ControlVerdict = {
  readonly name: string;
  readonly role: ControlRole;
  /** must not be adjusted for */
  readonly bad: boolean;
  readonly why: string;
};

/** What adjusting for each observed variable, in the same period, would do to the total effect of a channel.
 *  @param known adjustment sets of that effect, where `identify` has found them by now
 *  @returns one verdict a variable, in the order of `observed`, without channel and outcome
 *  @see Cinelli, Forney & Pearl (2022), "A crash course in good and bad controls" */
export function badControls(
  graph: Graph,
  channel: string,
  outcome: string,
  observed: readonly string[],
  known?: readonly AdjustmentSet[],
): readonly ControlVerdict[] {
  const candidates = observed.filter((name) => name !== channel && name !== outcome);
  const question = ask(graph, outcome, [channel], [], candidates);
  const { unrolled, effect } = question;
  const { backdoor, treatments, forbidden, causal } = effect;
  const mediating = new Set(variablesOf(unrolled, causal));
  const downstream = descendants(graph, outcome);
  const sets = known ?? minimalSets(question, candidates).sets;
  const needed = new Set(sets.flatMap((set) => set.map(({ name }) => name)));
  const first = sets[0] ?? [];
  const base = slices(unrolled, (name, lag) => first.some((one) => one.name === name && one.lags.includes(lag)));
  const causesOf = (name: string) => ancestors(graph, name);
  const verdict = (name: string): Omit<ControlVerdict, 'name' | 'bad'> => {
    const now = slices(unrolled, (other, lag) => other === name && lag === 0);
    if (mediating.has(name)) return { role: 'mediator', why: `${channel} acts on ${outcome} through it` };
    if (downstream.includes(name)) return { role: 'descendant', why: `it descends from ${outcome}` };
    if (!disjoint(now, forbidden)) {
      const through = mediatorsBetween(graph, channel, outcome).filter((other) =>
        descendants(graph, other).includes(name),
      );
      return { role: 'descendant', why: `it descends from ${through.join(', ')}, through which ${channel} acts` };
    }
    if (needed.has(name))
      return { role: 'confounder', why: `adjusting for it blocks a path that is not an effect of ${channel}` };
    const without = difference(base, series(unrolled, [name]));
    const opened = openWalk(backdoor, treatments, effect.outcome, union(without, now));
    if (opened !== null && dSeparated(backdoor, treatments, effect.outcome, without))
      return { role: 'collider', why: `adjusting for it opens ${pathInWords(unrolled, opened)}` };
    const movesChannel = causesOf(channel).includes(name);
    const movesOutcome = !dSeparated(backdoor, now, effect.outcome, union(without, treatments));
    if (movesOutcome && !movesChannel) return { role: 'precision', why: `it tells of ${outcome} beyond ${channel}` };
    if (movesChannel && !movesOutcome)
      return { role: 'channel-only', why: `it moves ${outcome} through ${channel} only` };
    return { role: 'neutral', why: 'adjusting for it does no harm and little good' };
  };
  return candidates.map((name) => {
    const found = verdict(name);
    return { name, bad: ['mediator', 'descendant', 'collider'].includes(found.role), ...found };
  });
}
