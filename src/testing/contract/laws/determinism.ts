import type { Estimate } from '../../../estimate/contract.ts';
import { withOutcome } from '../change.ts';
import type { Law } from '../types.ts';

export const determinism: Law = {
  name: 'determinism by stream',
  about:
    'the same data, settings and streams give the same bits, whatever was fitted in between; the data stay as they are',
  check: async ({ dataset, fit }) => {
    const before = JSON.stringify(dataset);
    const first = bitsOf(await fit(dataset));
    if (JSON.stringify(dataset) !== before) return 'the fit changed the data that it was given';
    await fit(withOutcome(dataset, (y, t) => y + (t % 3)));
    const again = bitsOf(await fit(dataset));
    return again === first ? undefined : `a second fit differs from the first: ${firstDifferenceOf(first, again)}`;
  },
};

/** JSON tells all doubles apart but −0 and NaN, and NaN is against another law. */
function bitsOf(estimate: Estimate): string {
  return JSON.stringify(estimate);
}

function firstDifferenceOf(a: string, b: string): string {
  let at = 0;
  while (a[at] === b[at]) at += 1;
  const around = (text: string) => text.slice(Math.max(0, at - 30), at + 20);
  return `… ${around(a)} … against … ${around(b)} …`;
}
