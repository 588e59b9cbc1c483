import { InputError } from '../core/errors.ts';
import { closest } from '../core/spelling.ts';
import type { ComparedArm, Question, Version } from './types.ts';

/** The same arm in the same cell of both versions. */
export type Matched = { readonly a: ComparedArm; readonly b: ComparedArm };

const keyOf = ({ cell, arm }: ComparedArm): string => `${arm} in ${cell}`;
const nameOf = ({ channel, estimand }: Question): string => `${estimand} of ${channel}`;

/** Finds each arm of the baseline in the candidate. What the candidate has beyond is told, not judged.
 *  @throws InputError where the candidate lacks an arm or a question, has other levels or decides otherwise: these can't be compared */
export function matchVersions(
  a: Version,
  b: Version,
): { readonly matched: readonly Matched[]; readonly remarks: readonly string[] } {
  if (a.levels.join() !== b.levels.join()) {
    const message = `has intervals at levels ${b.levels.join(', ')}, the baseline at ${a.levels.join(', ')}`;
    throw new InputError({ file: b.label, message });
  }
  if (a.decision !== b.decision) {
    const [own, other] = [a, b].map(({ decision }) => decision ?? 'nothing');
    throw new InputError({ file: b.label, message: `decides ${other}, the baseline ${own}` });
  }
  const others = new Map(b.arms.map((arm) => [keyOf(arm), arm]));
  const matched = a.arms.map((arm) => {
    const other = others.get(keyOf(arm));
    if (other === undefined) throw lacking(b, keyOf(arm), [...others.keys()]);
    mustAskTheSame(b, arm, other);
    return { a: arm, b: other };
  });
  if (matched.length === 0) throw new InputError({ file: a.label, message: 'has no arm to compare' });
  const known = new Set(a.arms.map(keyOf));
  const added = b.arms.map(keyOf).filter((key) => !known.has(key));
  const remarks = added.length === 0 ? [] : [`not in the baseline, so not judged: ${added.join(', ')}`];
  return { matched, remarks };
}

function lacking(b: Version, key: string, known: readonly string[]): InputError {
  const near = closest(key, known);
  return new InputError({
    file: b.label,
    message: `has no ${key}, which the baseline has`,
    ...(near === undefined ? {} : { guess: near }),
  });
}

function mustAskTheSame(b: Version, arm: ComparedArm, other: ComparedArm): void {
  const [asked, answered] = [arm, other].map(({ questions }) => questions.map(nameOf)) as [string[], string[]];
  if (asked.join('\n') === answered.join('\n')) return;
  const odd = asked.find((name) => !answered.includes(name)) ?? answered.find((name) => !asked.includes(name));
  const what = odd === undefined ? 'the same questions in another order' : `${odd} in one of the two only`;
  throw new InputError({ file: b.label, message: `asks other questions of ${keyOf(arm)} than the baseline: ${what}` });
}
