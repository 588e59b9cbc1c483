import { firstDifference, isAnswered, wordsOf } from '../answers.ts';
import { withOutcome, withParts, withSpend } from '../change.ts';
import type { Bench, Law } from '../types.ts';

/** A power of two: multiplying is exact, so a fit that scales its data gives the same bits, samplers too. */
const UNIT = 1024;

export const currency: Law = {
  name: 'currency units',
  about: 'in another currency ROAS is the same; with spend or outcome alone in other units it changes by their ratio',
  check: async (bench) => {
    const joint = await differs(bench, UNIT, UNIT);
    // an oracle's noise is in units of the effect, which change here
    if (joint !== undefined || bench.isOracle) return joint;
    return (await differs(bench, UNIT, 1)) ?? (await differs(bench, 1, UNIT));
  },
};

async function differs(bench: Bench, spend: number, outcome: number): Promise<string | undefined> {
  const { dataset, plain, request, tolerance } = bench;
  const channels = dataset.channels.map((channel) => withSpend(channel, (x) => spend * x));
  const changed = withOutcome(withParts(dataset, { channels }), (y) => outcome * y);
  const fit = await bench.fit(changed, request.estimands, outcome / spend);
  if (!isAnswered(fit)) return `spend × ${spend}, outcome × ${outcome}: ${wordsOf(fit)}`;
  for (const [k, { kind }] of request.estimands.entries()) {
    // what takes spend from outcome has one currency only
    if (spend !== outcome && (kind === 'roas.net' || kind === 'roas.blended')) continue;
    const factor = kind.startsWith('contribution') ? outcome : outcome / spend;
    const only = (answers: typeof fit) => ({ ...answers, effects: [answers.effects[k] ?? null] });
    const off = firstDifference(only(plain), only(fit), factor, tolerance);
    if (off !== undefined) return `spend × ${spend}, outcome × ${outcome}: ${off}`;
  }
  return undefined;
}
