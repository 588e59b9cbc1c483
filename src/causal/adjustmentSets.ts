import { type AdjustmentSet, controlsOf, variablesOf } from './controls.ts';
import type { Mask } from './dag.ts';
import { disjoint } from './masks.ts';
import { admissible, type Question } from './question.ts';
import { separatorFinder } from './separators.ts';

/** Limits of the listing: common usage needs few, and a graph can have exponentially many. */
const MOST_SETS = 8;
const MOST_TESTS = 64;

/** Whether variables suffice: some periods of them, with all that must be included, block every path that is bias; the
 *  nodes needed, or null. A larger set of variables then suffices too, since its further periods may be left out. */
type Sufficiency = (variables: readonly string[]) => Mask | null;

function sufficiency(question: Question, included?: Mask): Sufficiency {
  const { backdoor, treatments, outcome, separable, forbidden } = question.effect;
  if (!separable || (included !== undefined && !disjoint(included, forbidden))) return () => null;
  const separate = separatorFinder(backdoor, treatments, outcome, included);
  return (variables) => separate(admissible(question, variables));
}

/** Sets of variables that suffice and of which no variable can be left out, smallest first, with the periods needed.
 *  Empty: none suffices. All of them where the search stays within its limits (`complete`), else at least one.
 *  @param included nodes that must be conditioned on (the other columns of a regression) */
export function minimalSets(
  question: Question,
  observed: readonly string[],
  included?: Mask,
): { readonly sets: readonly AdjustmentSet[]; readonly complete: boolean } {
  const { unrolled } = question;
  const found: AdjustmentSet[] = [];
  const suffices = sufficiency(question, included);
  const usable = admissible(question, observed);
  const candidates = variablesOf(unrolled, usable);
  const all = suffices(candidates);
  if (all === null) return { sets: [], complete: true };
  // without an essential variable nothing suffices; what is not in the nearest separator is not essential
  const near = variablesOf(unrolled, all);
  const essential = near.filter((name) => suffices(candidates.filter((other) => other !== name)) === null);
  const core = suffices(essential);
  if (core !== null) return { sets: [controlsOf(unrolled, core, included)], complete: true };
  const rest = candidates.filter((name) => !essential.includes(name));
  const minimal: (readonly string[])[] = [];
  let tests = 0;
  for (let size = 1; size <= rest.length; size++)
    for (const chosen of combinations(rest, size)) {
      if (minimal.some((smaller) => smaller.every((name) => chosen.includes(name)))) continue;
      if (tests++ >= MOST_TESTS || minimal.length === MOST_SETS) {
        const some = found.length > 0 ? found : [controlsOf(unrolled, reduce(suffices, near), included)];
        return { sets: some, complete: false };
      }
      const separator = suffices([...essential, ...chosen]);
      if (separator === null) continue;
      minimal.push(chosen);
      found.push(controlsOf(unrolled, separator, included));
    }
  return { sets: found, complete: true };
}

/** Leaves out one variable after another as long as the rest suffices. */
function reduce(suffices: Sufficiency, start: readonly string[]): Mask {
  let kept = start;
  for (const name of start) {
    const fewer = kept.filter((other) => other !== name);
    if (suffices(fewer) !== null) kept = fewer;
  }
  return suffices(kept)!;
}

/** All subsets of one size, in lexicographic order of positions. */
function* combinations<T>(items: readonly T[], size: number, from = 0): Generator<readonly T[]> {
  if (size === 0) yield [];
  else
    for (let i = from; i <= items.length - size; i++)
      for (const others of combinations(items, size - 1, i + 1)) yield [items[i]!, ...others];
}
