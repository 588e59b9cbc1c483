import { expect, test } from 'vitest';
import { cli, inFolder } from '../cli.fixture.ts';

const head = `name: small
scenarios: [{ use: clean, set: { dials.noise: { each: [0.5, 1] } } }, social-funnel]
periods: { each: [40, 60] }
estimators: { ols: { use: ols, trend: { each: [true, false] } }, other: { use: ols, intervals: hc3, scenarios: [clean] } }
replicates: 3
seed: 1
`;
const good = 'arm: other, scenario: "clean[noise=1]", periods: 40, channel: tv';

test.each([
  [`{ ${good}, measure: bias }`, 'claims.0: a claim needs a bound: above, below, or both'],
  [`{ ${good}, measure: bias, above: 2, below: 1 }`, 'claims.0.below: nothing is above 2 and below 1'],
  [`{ ${good}, measure: bias, abov: 2, below: 1 }`, 'claims.0: unknown key "abov"; did you mean "above"?'],
  [
    '{ arm: other, measure: bias, channel: tv, below: 1 }',
    'claims.0: which scenario: clean[noise=0.5]@40, clean[noise=0.5]@60, clean[noise=1]@40, clean[noise=1]@60, social-funnel@40, social-funnel@60?',
  ],
  [
    '{ arm: other, scenario: "clean[noise=1]", measure: bias, channel: tv, below: 1 }',
    'claims.0: which periods: clean[noise=1]@40, clean[noise=1]@60?',
  ],
  [
    '{ arm: ols, scenario: social-funnel, periods: 40, channel: google, measure: bias, below: 1 }',
    'claims.0.arm: which arm: ols[trend=true], ols[trend=false]?',
  ],
  [
    '{ arm: other, scenario: social-funnel, periods: 40, channel: google, measure: bias, below: 1 }',
    'claims.0.arm: other does not run in social-funnel@40; there run ols[trend=true], ols[trend=false]',
  ],
  [`{ ${good}, measure: bias, level: 0.95, below: 1 }`, 'claims.0.level: bias has no level; remove it'],
  [`{ ${good}, measure: coverage, level: 0.5, below: 1 }`, 'claims.0.level: the study has levels 0.8, 0.95, not 0.5'],
  [
    `{ ${good}, measure: bias, policy: strict, below: 1 }`,
    'claims.0.policy: strict says nothing of bias; only coverage can count a failure as a miss',
  ],
  [
    `{ ${good}, measure: bias, estimand: roas.direct, below: 1 }`,
    /^claims.0.estimand: roas.direct is not asked in clean\[noise=1\]@40; there are roas.total/,
  ],
  [
    `{ ${good.replace('channel: tv', "channel: '*'")}, measure: bias, below: 1 }`,
    /claims.0.measure: bias is of one channel; across channels there are mean_abs_relative_error/,
  ],
  [`{ ${good}, measure: bias, times: 2, below: 1 }`, 'claims.0.times: times what? It needs `against`'],
  [
    `{ ${good}, measure: bias, against: { arm: other }, below: 1 }`,
    'claims.0.against: both sides are the same; name what differs',
  ],
  [
    `{ ${good}, measure: bias, against: { arm: othr }, below: 1 }`,
    'claims.0.against.arm: unknown arm "othr"; did you mean "other"?',
  ],
  [
    `{ ${good}, measure: bias, expect: fails, below: 1 }`,
    'claims.0.expect: `expect: fails` and `finding:` go together',
  ],
  [
    '{ arm: other, scenario: "clean[noise=1]", periods: 40, parameter: tv.adstock.alfa, measure: bias, below: 1 }',
    /claims.0.parameter: unknown parameter "tv.adstock.alfa"; did you mean "tv.adstock.alpha"\?/,
  ],
  [
    '{ arm: other, scenario: "clean[noise=1]", periods: 40, parameter: tv.adstock.alpha, measure: bias, below: 1 }',
    /fits do not keep their parameters unless the study says `record: \[parameters\]`/,
  ],
  [
    '{ scenario: "clean[noise=1]", periods: 40, measure: fit_rank_correlation, arms: [other, ols], below: 1 }',
    /claims.0: fit_rank_correlation needs a `diagnostic` that fits report, as heldout_r2/,
  ],
  [
    '{ measure: max_difference, curves: [{ hil: { half_saturation: 1, slope: 1 } }, { none: {} }], over: [0, 1], below: 1 }',
    /claims.0.curves.0.*unknown.*"hil"; did you mean "hill"\?/,
  ],
  [`{ ${good}, measure: max_difference, below: 1 }`, /claims.0.*max_difference needs two `curves`/],
] as const)('%s', async (claim, message) => {
  await inFolder({ 'study.yaml': `${head}claims:\n  - ${claim}\n` }, async (folder) => {
    const { code, out, err } = await cli(['verify', 'study.yaml', '--workers', '0'], folder);
    const [, said] = /^study\.yaml:8:\d+ (.*)\n$/.exec(err) ?? [err, err];
    if (typeof message === 'string') expect(said).toBe(message);
    else expect(said).toMatch(message);
    expect({ code, out }).toEqual({ code: 3, out: '' });
  });
});
