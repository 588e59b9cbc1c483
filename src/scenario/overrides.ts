import { InputError, type Problem } from '../core/errors.ts';
import { closest } from '../core/spelling.ts';
import type { Dials } from './document.ts';
import { lookUp, replaceAt } from './paths.ts';

type Written = { readonly file: string; readonly dials: Dials; readonly document: unknown };

/** A scenario's document with values set by path, and where its dials are to be turned.
 *  A path may name a value that is not written if what holds it is: the schema then says whether it may stand there.
 *  @throws InputError for each unknown path or dial, dial outside [0, 1], or value set twice */
export function applyOverrides(
  { file, dials, document }: Written,
  overrides: Readonly<Record<string, unknown>>,
): { readonly document: unknown; readonly positions: Readonly<Record<string, number>> } {
  const turned = Object.keys(overrides).filter((key) => key.startsWith('dials.'));
  const set = Object.keys(overrides).filter((key) => !key.startsWith('dials.'));
  const problems = [
    ...turned.flatMap((key) => dialProblem(key, overrides[key], dials)),
    ...set.flatMap((key) => pathProblem(key, document)),
    ...set.flatMap((key) => conflicts(key, set, turned, dials)),
  ];
  if (problems.length > 0) throw new InputError(problems.map((problem) => ({ file, ...problem })));
  return {
    document: set.reduce<unknown>((next, key) => replaceAt(next, key, overrides[key]), document),
    positions: Object.fromEntries(turned.map((key) => [nameOf(key), overrides[key] as number])),
  };
}

const nameOf = (key: string) => key.slice('dials.'.length);

function dialProblem(key: string, value: unknown, dials: Dials): readonly Problem[] {
  const names = Object.keys(dials);
  if (!names.includes(nameOf(key))) {
    const guess = closest(nameOf(key), names);
    const there = names.length === 0 ? 'this world has none' : `there are ${names.join(', ')}`;
    const message = `unknown dial "${nameOf(key)}"`;
    return [guess === undefined ? { path: key, message: `${message}; ${there}` } : { path: key, message, guess }];
  }
  if (typeof value === 'number' && value >= 0 && value <= 1) return [];
  return [{ path: key, message: `expected a number from 0 to 1, received ${JSON.stringify(value) ?? String(value)}` }];
}

function pathProblem(key: string, document: unknown): readonly Problem[] {
  if (key === 'dials') return [{ path: key, message: 'a dial is set by its name: `dials.<name>`' }];
  const parent = key.split('.').slice(0, -1).join('.');
  const holder = parent === '' ? { found: true as const, value: document } : lookUp(document, parent);
  if (!holder.found) {
    const { message, guess } = holder;
    const whole = guess === undefined ? {} : { guess: `${guess}.${key.split('.').at(-1)}` };
    return [{ path: key, message, ...whole }];
  }
  const missing = lookUp(document, key);
  const fixed = typeof holder.value !== 'object' || holder.value === null || Array.isArray(holder.value);
  return missing.found || !fixed ? [] : [{ path: key, message: missing.message }];
}

/** One value, one setter: otherwise the order of the overrides would matter. */
function conflicts(key: string, set: readonly string[], turned: readonly string[], dials: Dials): readonly Problem[] {
  const overlaps = (other: string) => other === key || other.startsWith(`${key}.`) || key.startsWith(`${other}.`);
  const within = set.filter((other) => key.startsWith(`${other}.`));
  const pulled = turned.filter((dial) => Object.keys(dials[nameOf(dial)] ?? {}).some(overlaps));
  return [...within, ...pulled].map((other) => ({ path: key, message: `is set by "${other}" too; set it once` }));
}
