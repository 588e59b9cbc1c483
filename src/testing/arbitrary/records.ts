import type { Arbitrary } from 'fast-check';
import { fc } from '../fastCheck.ts';
import { maybe } from './maybe.ts';
import { hundredths } from './numbers.ts';

/** What is wrong with a database, as `observation` of a scenario has it. */
export type RecordFaults = Readonly<Record<'errors' | 'missing', object | undefined>>;

/** Records of a channel or of the outcome that are wrong by a factor or lost. Shrinks towards none. */
export function recordFaults(nodes: readonly string[]): Arbitrary<RecordFaults> {
  const whose = { nodes: fc.subarray([...nodes], { minLength: 1 }), probability: hundredths(1, 20) };
  return fc.record({
    errors: maybe(fc.record({ ...whose, factor: fc.constantFrom(0.1, 10, 100) })),
    missing: maybe(fc.record({ ...whose, filled: fc.constantFrom('last', 'zero') })),
  });
}
