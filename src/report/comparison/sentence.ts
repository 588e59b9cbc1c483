import { NOT_CONFIRMED } from '../../compare/confirm.ts';
import type { Comparison, Endpoint } from '../../compare/types.ts';
import { shownBounds, shownChange, shownMargin, shownSize, shownValue } from './numbers.ts';
import { bySeverity } from './outcome.ts';
import { answersOf, cellOf } from './place.ts';
import { measureWords, tierCounts } from './words.ts';

/** The verdict in a sentence, from the numbers: of a regression its worst endpoint, of what is inconclusive the one that comes
 *  nearest to a regression, of a pass how much of it is a pass by identity. */
export function verdictSentence({ verdict, sameness, gates, details }: Comparison): string {
  const [worst] = bySeverity([...gates, ...details]);
  if (verdict === 'regression') return `Regression: ${worsening(worst!)}.`;
  const [first] = bySeverity(gates);
  if (verdict === 'inconclusive') {
    const open = gates.some((gate) => gate.verdict !== 'pass')
      ? first
      : details.find(({ remark }) => remark === NOT_CONFIRMED);
    return `Inconclusive: ${undecided((open ?? first)!)}.`;
  }
  if (first === undefined) return `Pass: ${sameSentence(sameness)}.`;
  const changed = sameness.filter(({ tier }) => tier === 'T2').length;
  const all =
    gates.length === 1 ? 'the one gate is within its margin' : `all ${gates.length} gates are within their margins`;
  return `Pass: ${changed} of ${counted(sameness.length)} changed, and ${all}.`;
}

const counted = (n: number): string => (n === 1 ? 'one arm in a cell' : `${n.toLocaleString('en-US')} arms in cells`);

function sameSentence(sameness: Comparison['sameness']): string {
  if (sameness.every(({ tier }) => tier === 'identical')) {
    const answers = sameness.reduce((sum, { n }) => sum + n, 0).toLocaleString('en-US');
    return `nothing changed. All ${answers} answers of ${counted(sameness.length)} are equal, bit for bit`;
  }
  return `nothing changed beyond rounding or Monte Carlo error. Of ${counted(sameness.length)} ${tierCounts(sameness)}`;
}

/** What has become worse, in words that say which way. */
function worsening(endpoint: Endpoint): string {
  const { measure, arm, baseline, candidate, change } = endpoint;
  const [what, margin] = [answersOf(endpoint), marginOf(endpoint)];
  if (measure === 'bias' && baseline !== null && candidate !== null && change !== null) {
    const verb = candidate < 0 ? 'understates' : 'overstates';
    if (baseline * candidate >= 0)
      return `${arm} ${verb} ${what} by a further ${shownSize(endpoint)} of the truth (${shownBounds(endpoint, change < 0)}; ${margin})`;
    const before = baseline < 0 ? 'understated' : 'overstated';
    const size = (side: 'baseline' | 'candidate') => shownValue(endpoint, side).replace('−', '');
    return `${arm} now ${verb} ${what} by ${size('candidate')} of the truth, where it ${before} it by ${size('baseline')} (change ${shownBounds(endpoint)}; ${margin})`;
  }
  const [before, after] = [shownValue(endpoint, 'baseline'), shownValue(endpoint, 'candidate')];
  if (measure === 'coverage') {
    const intervals = measureWords(endpoint).replace('coverage of', 'the');
    return `${intervals} of ${arm} for ${what} hold the truth in ${after} of datasets, before in ${before} (change ${shownBounds(endpoint)}; ${margin})`;
  }
  if (measure === 'failures')
    return `${arm} fails ${cellOf(endpoint)} in ${after} of its fits, before in ${before} (change ${shownBounds(endpoint)}; ${margin})`;
  return neutral(endpoint);
}

function undecided(endpoint: Endpoint): string {
  const { needs, remark, n } = endpoint;
  const until = needs === null ? '' : `; about ${needs.toLocaleString('en-US')} would`;
  const why = remark === undefined ? `, which ${n.toLocaleString('en-US')} replicates do not decide` : `: ${remark}`;
  return `${neutral(endpoint)}${why}${remark === undefined ? until : ''}`;
}

/** `the bias of ols for the total ROAS of tv in clean@52 changes by +1.2 % of the truth (−3.0 to 5.4 %; margin ±5 %)` */
function neutral(endpoint: Endpoint): string {
  const { measure, arm } = endpoint;
  const of = measure === 'failures' ? ` ${cellOf(endpoint)}` : ` for ${answersOf(endpoint)}`;
  const by = measure === 'rmse_ratio' ? 'by a factor of' : 'by';
  const truth = measure === 'bias' ? ' of the truth' : '';
  return `the ${measureWords(endpoint)} of ${arm}${of} changes ${by} ${shownChange(endpoint)}${truth} (${shownBounds(endpoint)}; ${marginOf(endpoint)})`;
}

const marginOf = (endpoint: Endpoint): string => `margin ${shownMargin(endpoint).replace(/^[±+−]/, '')}`;
