import type { JudgedClaim } from '../experiment/claims/judge.ts';
import type { Verdict } from '../experiment/claims/verdict.ts';
import { formatScore } from '../score/format.ts';
import { green, red, yellow } from './style.ts';
import { wrap } from './wrap.ts';

const WIDEST = 100;
/** Under the verdicts, the longest of which is `undecided`. */
const INDENT = 11;
const colors: Readonly<Record<Verdict, (text: string) => string>> = { holds: green, fails: red, undecided: yellow };

/** Claims one below the other, at most 100 columns wide: verdict and words, then what was measured and its bound.
 *  @param named a source that was named before, and is not again */
export function claimLines(claims: readonly JudgedClaim[], named: string | null): readonly string[] {
  return claims.flatMap((claim) => {
    const { verdict, says, source, what } = claim;
    const words = says ?? what;
    const [first, ...more] = [
      ...wrap(words, WIDEST - INDENT, ''),
      ...(source !== null && source !== named ? wrap(source, WIDEST - INDENT, '') : []),
      ...(says === null ? [] : wrap(what, WIDEST - INDENT, '')),
      numbers(claim),
      ...remarks(claim).flatMap((line) => wrap(line, WIDEST - INDENT, '')),
    ];
    const color = asExpected(claim) && verdict === 'fails' ? yellow : colors[verdict];
    return [
      `${color(verdict)}${' '.repeat(INDENT - verdict.length)}${first}`,
      ...more.map((line) => ' '.repeat(INDENT) + line),
    ];
  });
}

/** Did it come out as it was said to: held, or failed or stayed open where a finding says why? Where there is no number, it
 *  did not. */
export function asExpected({ verdict, expected, why }: JudgedClaim): boolean {
  return verdict === expected && why === undefined;
}

function numbers({ value, mcse, n, failed, above, below }: JudgedClaim): string {
  const bound =
    above !== null && below !== null
      ? `from ${above} to ${below}`
      : above !== null
        ? `above ${above}`
        : `below ${below}`;
  return [
    `${formatScore(value, mcse === 0 ? null : mcse)} (to be ${bound})`,
    ...(n === 0 ? [] : [`n ${n}`]),
    ...(failed === 0 ? [] : [`${failed} failed fit${failed === 1 ? '' : 's'}`]),
  ].join(' · ');
}

function remarks(claim: JudgedClaim): readonly string[] {
  const { verdict, why, needs, expected, finding } = claim;
  return [
    ...(why === undefined ? [] : [why]),
    ...(needs === undefined
      ? []
      : [
          needs === null
            ? 'no number of replicates would decide it: it lies on its bound'
            : `about ${needs.toLocaleString('en')} replicates would decide it`,
        ]),
    ...(finding !== null && asExpected(claim) ? [`${verdict}, as found (${finding})`] : []),
    ...(finding !== null && verdict !== expected && verdict !== 'undecided'
      ? [`${verdict}, though ${finding} says that it ${expected === 'fails' ? 'fails' : 'is undecided'}`]
      : []),
  ];
}

const plural: Readonly<Record<Verdict, string>> = { holds: 'hold', fails: 'fail', undecided: 'undecided' };

/** `4 hold, 3 fail (2 as found), 0 undecided`. */
export function tally(claims: readonly JudgedClaim[]): string {
  const count = (verdict: Verdict): string => {
    const those = claims.filter((claim) => claim.verdict === verdict);
    const found = those.filter((claim) => claim.finding !== null && asExpected(claim)).length;
    return `${those.length} ${plural[verdict]}${found === 0 ? '' : ` (${found} as found)`}`;
  };
  return (['holds', 'fails', 'undecided'] as const).map(count).join(', ');
}
