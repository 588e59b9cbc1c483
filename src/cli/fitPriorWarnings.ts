import { estimandKey } from '../dataset/estimand.ts';
import type { Dataset } from '../dataset/types.ts';
import { decimalsFor, fixed } from './digits.ts';
import type { PriorFindings } from './fitPriorFindings.ts';

/** A part of the draws that is too large for a thing that should hardly happen. Arbitrary. */
const OFTEN = 0.2;
/** No advertiser earns a hundredfold. Arbitrary, and of no weight where the outcome is not money. */
const ABSURD_RETURN = 100;
/** A prior may be wider than the data, not another order of size. Arbitrary. */
const FAR_WIDER = 10;

/** What is absurd in the priors, a sentence each. */
export function priorWarnings(found: PriorFindings, { outcome: { name } }: Dataset): readonly string[] {
  const { effects, mediaShare, outcome, negative } = found;
  const percent = (part: number) => `${(100 * part).toFixed(0)} %`;
  const warnings: string[] = [];
  if (mediaShare !== null && mediaShare.aboveOutcome > OFTEN) {
    warnings.push(`In ${percent(mediaShare.aboveOutcome)} of the draws media bring more than all of ${name}.`);
  }
  for (const { estimand, prior } of effects) {
    if (!/roas/.test(estimand.kind) || Math.abs(prior.median) <= ABSURD_RETURN) continue;
    const median = fixed(prior.median, decimalsFor([prior.median]));
    warnings.push(
      `The median of ${estimandKey(estimand)} of ${estimand.channel} is ${median}: absurd if ${name} is money, as spend is.`,
    );
  }
  if (negative.data === 0 && negative.prior > OFTEN) {
    warnings.push(`In ${percent(negative.prior)} of its values ${name} would be below 0, where the data never are.`);
  }
  const spread = outcome.find(({ name: what }) => what === 'sd')!;
  if (spread.prior.median > FAR_WIDER * spread.data!) {
    const times = (spread.prior.median / spread.data!).toFixed(0);
    warnings.push(
      `${name} would vary ${times} times as much as it does in the data (median of its standard deviation).`,
    );
  }
  for (const { name: what, data, prior } of outcome) {
    const { lower, upper } = prior.intervals.at(-1)!;
    // lows and highs that the priors go far beyond are the warning above
    if (!((data! < lower && what !== 'highest' && what !== 'sd') || (data! > upper && what !== 'lowest'))) continue;
    const [inData, from, to] = [data, lower, upper].map((x) => fixed(x, decimalsFor([data, lower, upper])));
    const beyond = `lies outside of the priors' 95 % interval [${from}, ${to}]`;
    warnings.push(`The ${what === 'sd' ? 'standard deviation' : what} of ${name}, ${inData} in the data, ${beyond}.`);
  }
  return warnings;
}
