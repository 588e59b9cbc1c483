import { check } from '../../core/document.ts';
import { saturationSchema } from '../../media/resolve.ts';
import { claimKind, ofCurves } from './measures.ts';
import type { Claim, ClaimCurve, ClaimKind } from './types.ts';

type Problem = { readonly path: readonly (string | number)[]; readonly message: string };

/** Keys that say nothing in a claim of some kind. */
const idle: Readonly<Record<ClaimKind, readonly (keyof Claim)[]>> = {
  detector: ['arm', 'parameter', 'level', 'policy', 'over'],
  curves: [
    ...(['arm', 'arms', 'scenario', 'periods', 'channel', 'estimand', 'parameter', 'level', 'policy'] as const),
    ...(['diagnostic', 'against', 'times', 'ratio'] as const),
  ],
  parameter: ['arms', 'channel', 'estimand', 'level', 'policy', 'diagnostic', 'over'],
  arms: ['arm', 'level', 'policy', 'over'],
  diagnostic: ['arms', 'channel', 'estimand', 'level', 'policy', 'over'],
  decision: ['arms', 'estimand', 'parameter', 'level', 'diagnostic', 'over'],
  channels: ['arms', 'diagnostic', 'over'],
  channel: ['arms', 'diagnostic', 'over'],
};

const called: Readonly<Record<ClaimKind, string>> = {
  detector: 'on a detector',
  curves: 'of curves',
  parameter: 'on a parameter',
  arms: 'across arms',
  diagnostic: 'on a diagnostic',
  decision: 'on decisions',
  channels: 'across channels',
  channel: 'on one channel',
};

/** What is wrong with a claim by itself, whatever the study: keys that contradict each other or say nothing. */
export function claimProblems(claim: Claim): readonly Problem[] {
  const kind = claimKind(claim);
  const { above, below, against, times, ratio, expect, finding } = claim;
  return [
    ...(above === undefined && below === undefined ? [at('', 'a claim needs a bound: above, below, or both')] : []),
    ...(above !== undefined && below !== undefined && above >= below
      ? [at('below', `nothing is above ${above} and below ${below}`)]
      : []),
    ...idle[kind].flatMap((key) =>
      claim[key] === undefined ? [] : [at(key, `a claim ${called[kind]} (${claim.measure}) has no ${key}; remove it`)],
    ),
    ...(against === undefined && times !== undefined ? [at('times', 'times what? It needs `against`')] : []),
    ...(against === undefined && ratio ? [at('ratio', 'a ratio to what? It needs `against`')] : []),
    ...(ratio && times !== undefined ? [at('times', 'a ratio has no `times`; put it into the bound')] : []),
    ...((expect === undefined) === (finding === undefined)
      ? []
      : [at(expect === undefined ? 'finding' : 'expect', '`expect: fails` and `finding:` go together')]),
    ...(kind === 'curves' ? curveProblems(claim) : []),
    ...((kind === 'detector') === (claim.wrong !== undefined)
      ? []
      : [
          kind === 'detector'
            ? at('', `${claim.measure} needs \`wrong\`, the relative error from which a fit is called wrong, as 0.25`)
            : at('wrong', `a claim ${called[kind]} (${claim.measure}) has no wrong; remove it`),
        ]),
    ...((kind === 'arms' || kind === 'diagnostic' || kind === 'detector') && claim.diagnostic === undefined
      ? [at('', `${claim.measure} needs a \`diagnostic\` that fits report, as heldout_r2`)]
      : []),
  ];
}

const at = (key: keyof Claim | '', message: string): Problem => ({ path: key === '' ? [] : [key], message });

function curveProblems({ curves, over, measure }: Claim): readonly Problem[] {
  return [
    ...(Object.hasOwn(ofCurves, measure)
      ? []
      : [at('measure', `of curves there are ${Object.keys(ofCurves).join(' and ')}, received ${measure}`)]),
    ...(curves === undefined ? [at('', `${measure} needs two \`curves\``)] : []),
    ...(over === undefined ? [at('', `${measure} needs a range: \`over: [0, 1]\``)] : []),
    ...(over !== undefined && over[0] >= over[1] ? [at('over', 'the range must end above its start')] : []),
    ...(curves ?? []).flatMap((curve, i) => curveFindings(curve, ['curves', i])),
  ];
}

function curveFindings({ effect = 1, ...curve }: ClaimCurve, path: readonly (string | number)[]): readonly Problem[] {
  const wrong = typeof effect === 'number' ? [] : [{ path: [...path, 'effect'], message: 'an effect is a number' }];
  const { findings } = check(saturationSchema, curve);
  return [
    ...wrong,
    ...findings.map(({ path: below, message, guess }) => ({
      path: [...path, ...below] as (string | number)[],
      message: guess === undefined ? message : `${message}; did you mean "${guess}"?`,
    })),
  ];
}
