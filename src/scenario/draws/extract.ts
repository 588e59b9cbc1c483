import type { Finding } from '../../core/document.ts';
import { centerOf, type Law, readLaw } from './law.ts';

/** A number of a document that is drawn once a replicate. */
export type Drawn = { readonly path: readonly (string | number)[]; readonly law: Law };

/** Parts of a scenario without a number that could be drawn. */
const fixed: ReadonlySet<string> = new Set(['name', 'about', 'sources', 'period', 'observed', 'dials']);

/** A document with every `{ draw: law }` replaced by the law's center, and where they stood. */
export function extractDraws(document: unknown): {
  readonly plain: unknown;
  readonly drawn: readonly Drawn[];
  readonly findings: readonly Finding[];
} {
  const drawn: Drawn[] = [];
  const findings: Finding[] = [];
  const walk = (value: unknown, path: readonly (string | number)[]): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((item, i) => walk(item, [...path, i]));
    if (!isDraw(value))
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [
          key,
          path.length === 0 && fixed.has(key) ? item : walk(item, [...path, key]),
        ]),
      );
    const read = readLaw(value.draw);
    if ('wrong' in read) {
      findings.push({ path: [...path, 'draw'], message: read.wrong });
      return 0;
    }
    if ('constant' in read) return read.constant;
    drawn.push({ path, law: read.law });
    return centerOf(read.law);
  };
  return { plain: walk(document, []), drawn, findings };
}

function isDraw(value: object): value is { readonly draw: unknown } {
  return Object.keys(value).join() === 'draw';
}
