import type { Finding } from '../core/document.ts';
import type { Dials } from './document.ts';
import { lookUp, replaceAt } from './paths.ts';

/** A plain document with some dials turned: each listed value is a + (b − a)·position between its two ends. */
export function turnDials(document: unknown, dials: Dials, positions: Readonly<Record<string, number>>): unknown {
  return Object.entries(positions).reduce<unknown>(
    (turned, [dial, position]) =>
      Object.entries(dials[dial]!).reduce<unknown>(
        (next, [path, [atZero, atOne]]) => replaceAt(next, path, between(atZero, atOne, position)),
        turned,
      ),
    document,
  );
}

/** Exact at both ends, so that a dial at 1 is the written world to the bit. */
function between(atZero: number, atOne: number, position: number): number {
  return position === 1 ? atOne : atZero + (atOne - atZero) * position;
}

/** Dials must move numbers that are written, end at what is written, and not pull at one number together.
 *  @param complaintsAt what a document has wrong with it */
export function dialFindings(
  document: unknown,
  dials: Dials,
  complaintsAt: (document: unknown) => readonly Finding[],
): readonly Finding[] {
  const movedBy = new Map<string, string>();
  return Object.entries(dials).flatMap(([dial, moves]) => {
    const findings = Object.entries(moves).flatMap(([path, [, atOne]]): readonly Finding[] => {
      const place = { path: ['dials', dial, path] };
      const other = movedBy.get(path);
      movedBy.set(path, dial);
      if (other !== undefined) return [{ ...place, message: `is moved by the dial "${other}" too` }];
      const written = lookUp(document, path);
      if (!written.found) {
        const { message, guess } = written;
        return [{ ...place, message, ...(guess === undefined ? {} : { guess }) }];
      }
      if (typeof written.value !== 'number') return [{ ...place, message: 'a dial moves a number; this is none' }];
      if (written.value === atOne) return [];
      return [
        {
          ...place,
          message: `a dial at 1 is the written world: expected ${written.value} as its second value, received ${atOne}`,
        },
      ];
    });
    if (findings.length > 0) return findings;
    return complaintsAt(turnDials(document, dials, { [dial]: 0 })).map(({ path, message }) => ({
      path: ['dials', dial],
      message: `at 0, ${path.join('.')}: ${message}`,
    }));
  });
}
