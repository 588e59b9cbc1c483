import { variablesOf } from './controls.ts';
import { closure } from './dag.ts';
import { openWalk } from './dSeparation.ts';
import { intersection, union } from './masks.ts';
import { admissible, type Question } from './question.ts';
import type { Unrolled } from './unroll.ts';

/** A path in words: `search ← demand → revenue`. Periods stand where they differ from the outcome's: `revenue[t−1]`;
 *  a variable that follows itself is named once. */
export function pathInWords({ dag, variable, variables, lag }: Unrolled, path: readonly number[]): string {
  const name = (node: number) => `${variables[variable[node]!]}${lag[node] === 0 ? '' : `[t−${lag[node]}]`}`;
  const { start, to } = dag.children;
  const drives = (a: number, b: number) => to.subarray(start[a], start[a + 1]).includes(b);
  let text = '';
  for (const [i, node] of path.entries()) {
    const last = path[i - 1];
    if (last !== undefined && variable[last] === variable[node]) continue;
    text += last === undefined ? name(node) : ` ${drives(last, node) ? '→' : '←'} ${name(node)}`;
  }
  return text;
}

/** Why no set of the observed variables suffices for adjustment: a path that stays open whatever is adjusted for, and
 *  what is the matter with the variables on it. */
export function whyNone(question: Question, observed: readonly string[]): string {
  const { unrolled, effect, outcome, channels, graph } = question;
  const { backdoor, treatments, causal, separable } = effect;
  if (!separable) {
    const free = variablesOf(unrolled, causal).filter((name) => name !== outcome);
    return `${list(free)}, on the way that counts, also ${free.length === 1 ? 'acts' : 'act'} through what is held: no regression tells the two apart`;
  }
  const within = closure(backdoor.parents, union(treatments, effect.outcome));
  const all = intersection(admissible(question, observed), within);
  const walk = openWalk(backdoor, treatments, effect.outcome, all);
  if (walk === null) throw new RangeError(`nothing connects ${list(channels)} and ${outcome} when all is adjusted for`);
  const between = [...new Set(walk.slice(1, -1))].filter((node) => !all[node]);
  const among = (test: (name: string, node: number) => boolean) => {
    const found = between.filter((node) => test(unrolled.variables[unrolled.variable[node]!]!, node));
    return [...new Set(found.map((node) => unrolled.variables[unrolled.variable[node]!]!))];
  };
  const named = (name: string) => graph.nodes.includes(name) && !channels.includes(name);
  const hidden = among((name) => named(name) && name !== outcome && !observed.includes(name));
  const mediating = among((name, node) => named(name) && observed.includes(name) && effect.forbidden[node] === 1);
  const past = among((name, node) => name === outcome && unrolled.lag[node]! > 0);
  const reasons = [
    ...(hidden.length === 0 ? [] : [`${list(hidden)} ${hidden.length === 1 ? 'is' : 'are'} not observed`]),
    ...(mediating.length === 0
      ? []
      : [`${list(mediating)} ${mediating.length === 1 ? 'responds' : 'respond'} to ${list(channels)}`]),
    ...(past.length === 0 ? [] : [`past ${outcome} feeds back`]),
  ];
  return [pathInWords(unrolled, walk), ...reasons].join(', ');
}

/** `a`, `a and b`, `a, b and c` */
const list = (names: readonly string[]): string =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
