import { closest } from '../core/spelling.ts';

/** Dotted paths into a plain document: `nodes.revenue.outcome.noise.normal`, `observed.0`. */

export type Lookup =
  | { readonly found: true; readonly value: unknown }
  | { readonly found: false; readonly message: string; readonly guess?: string };

type Container = Readonly<Record<string, unknown>>;

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

/** The value at a path, or where the way to it ends. */
export function lookUp(document: unknown, path: string): Lookup {
  const steps = path.split('.');
  let value = document;
  for (const [depth, step] of steps.entries()) {
    if (isContainer(value) && Object.hasOwn(value, step)) {
      value = value[step];
      continue;
    }
    const parent = steps.slice(0, depth).join('.');
    if (!isContainer(value)) return { found: false, message: `no such value in this world: "${parent}" has no parts` };
    const keys = Object.keys(value);
    const near = closest(step, keys);
    const where = parent === '' ? 'at the top' : `in "${parent}"`;
    const message = `no such value in this world: no "${step}" ${where}`;
    if (near === undefined) return { found: false, message: `${message}; there are ${keys.join(', ')}` };
    const guess = [...steps.slice(0, depth), near, ...steps.slice(depth + 1)].join('.');
    return { found: false, message, guess };
  }
  return { found: true, value };
}

/** A copy of the document with another value at a path whose parent exists. */
export function replaceAt(document: unknown, path: string, value: unknown): unknown {
  return replaceSteps(document, path.split('.'), value);
}

function replaceSteps(document: unknown, steps: readonly string[], value: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (!isContainer(document)) throw new RangeError(`no parent for "${step}"`);
  const below = replaceSteps(Object.hasOwn(document, step) ? document[step] : undefined, rest, value);
  if (Array.isArray(document)) return document.map((item, i) => (String(i) === step ? below : item));
  return { ...document, [step]: below };
}
