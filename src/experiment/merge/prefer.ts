import { canonicalJson } from '../../core/canonicalJson.ts';
import { isDeterministic, rank } from '../run/ledger.ts';
import type { RunRecord } from '../run/record.ts';

/** A record without its timings: what must be the same on every machine. */
export function untimed({ ms: _, ...rest }: RunRecord): Omit<RunRecord, 'ms'> {
  return rest;
}

/** Two rows of one unit that must be equal and are not. */
export class RowsDiffer extends Error {
  /** field that differs first, and what the two rows have there */
  readonly field: string;
  readonly values: readonly [string, string];
  constructor(field: string, values: readonly [string, string]) {
    super(`two rows of one unit differ though they must be equal: ${field} is ${values[0]} and ${values[1]}`);
    this.field = field;
    this.values = values;
  }
}

/** Which of two rows of one unit counts: ok, refused, nonconverged, error and invalid-output (and truths) over timeout and oom,
 *  over lost. Among equals the text that sorts first, so that nothing hangs on the order: the greater of two in a total
 *  order is associative, commutative and idempotent.
 *  @throws RowsDiffer where both are of a status that is the same on every machine, but they are not */
export function prefer(a: RunRecord, b: RunRecord): RunRecord {
  const [ofA, ofB] = [strength(a), strength(b)];
  if (ofA !== ofB) return ofA > ofB ? a : b;
  if (isReproducible(a)) mustAgree(a, b);
  return canonicalJson(a) <= canonicalJson(b) ? a : b;
}

const isReproducible = (record: RunRecord): boolean => record.kind === 'truth' || isDeterministic(record.status);
const strength = (record: RunRecord): number => rank(record.kind === 'truth' ? 'ok' : record.status);

function mustAgree(a: RunRecord, b: RunRecord): void {
  const [before, after] = [untimed(a), untimed(b)].map((row) => new Map(leaves(row)));
  for (const field of new Set([...before!.keys(), ...after!.keys()])) {
    const [x, y] = [before!.get(field) ?? 'missing', after!.get(field) ?? 'missing'];
    if (x !== y) throw new RowsDiffer(field, [x, y]);
  }
}

/** `effects.0.point` and the like with their values as JSON; an empty list or object is a value. */
export function* leaves(value: unknown, path = ''): Generator<readonly [string, string]> {
  const parts = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (parts.length === 0) yield [path, canonicalJson(value ?? null)];
  for (const [key, part] of parts) {
    if (part !== undefined) yield* leaves(part, path === '' ? key : `${path}.${key}`);
  }
}
