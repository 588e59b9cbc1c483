import type { Margins } from '../compare/margins.ts';
import type { Comparison } from '../compare/types.ts';
import { snakeCase } from '../core/naming.ts';

/** As in the other files that users read. */
export function comparedJson(comparison: Comparison, margins: Margins) {
  const plain = (one: object) => Object.fromEntries(Object.entries(one).map(([key, value]) => [snakeCase(key), value]));
  return {
    verdict: comparison.verdict,
    paired: comparison.paired,
    margins,
    sameness: comparison.sameness.map(plain),
    gates: comparison.gates.map(plain),
    details: comparison.details.map(plain),
    remarks: comparison.remarks,
  };
}
