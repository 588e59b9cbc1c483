import { type AdjustmentSet, controlsOf, variablesOf } from './controls.ts';
import { dSeparated } from './dSeparation.ts';
import { difference, disjoint, maskOf, nodesOf, union } from './masks.ts';
import { admissible, ask, type Question } from './question.ts';
import { nearestSeparator } from './separators.ts';
import { series } from './unroll.ts';

/** A variable that moves the channel and the outcome only through it, given some others. */
export type Instrument = { readonly name: string; readonly given: AdjustmentSet };

/** The first observed variable whose series is a conditional instrument for the channel's, in a linear model with known
 *  curves: given W it is separated from the outcome once the channel's causal arrows are cut, W and it hold nothing
 *  forbidden, and every spend period that counts is connected to a period of it, the same number of periods back (so there are
 *  as many instruments as unknowns).
 *
 *  W is the separator nearest to the outcome; if any W made of ancestors serves, this one does.
 *  @see Brito & Pearl (2002), "Generalized instrumental variables"; van der Zander, Textor & Liśkiewicz (2015),
 *  "Efficiently finding conditional instruments for causal inference" */
export function instrumentFor(question: Question, observed: readonly string[]): Instrument | null {
  const candidates = possible(question, observed);
  if (candidates.length === 0) return null;
  const { outcome, channels, held, whole } = question;
  // an instrument need not be a cause: all its periods are wanted
  return among(ask(whole, outcome, channels, held, observed), candidates, observed);
}

/** A direct cause of a node on the way that counts can't be separated from it. */
function possible(
  { whole, unrolled, effect, outcome, channels }: Question,
  observed: readonly string[],
): readonly string[] {
  const causal = variablesOf(unrolled, effect.causal);
  const acting = new Set(whole.edges.filter(({ to }) => causal.includes(to)).map(({ from }) => from));
  return observed.filter(
    (name) => name !== outcome && !channels.includes(name) && !acting.has(name) && !causal.includes(name),
  );
}

function among(question: Question, candidates: readonly string[], observed: readonly string[]): Instrument | null {
  const { unrolled, effect } = question;
  const { backdoor, treatments, forbidden, separable, dag, causal } = effect;
  if (!separable || !disjoint(treatments, forbidden)) return null;
  const counting = nodesOf(treatments).filter((node) => {
    for (let e = dag.children.start[node]!; e < dag.children.start[node + 1]!; e++)
      if (causal[dag.children.to[e]!]) return true;
    return false;
  });
  for (const name of candidates) {
    const candidate = series(unrolled, [name]);
    if (!candidate.includes(1) || !disjoint(candidate, forbidden)) continue;
    const allowed = difference(admissible(question, observed), union(candidate, treatments));
    const given = nearestSeparator(backdoor, candidate, effect.outcome, allowed);
    if (given === null) continue;
    const at = new Map(nodesOf(candidate).map((node) => [unrolled.lag[node]!, node]));
    const connected = (shift: number) =>
      counting.every((spend) => {
        const partner = at.get(unrolled.lag[spend]! + shift);
        // a period before the world began moves nothing
        if (partner === undefined) return unrolled.lag[spend]! + shift > unrolled.horizon;
        const one = (node: number) => maskOf(dag.size, [node]);
        return !dSeparated(backdoor, one(partner), one(spend), given);
      });
    for (let shift = 0; shift <= unrolled.horizon / 2; shift++)
      if (connected(shift)) return { name, given: controlsOf(unrolled, given) };
  }
  return null;
}
