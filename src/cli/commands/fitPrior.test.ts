import { expect, test } from 'vitest';
import { cli, inFolder, refused } from '../cli.fixture.ts';

/** Twelve weeks of sales near 100. */
const csv = `date,tv,sales\n${[3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8]
  .map((tv, t) => `${new Date(Date.UTC(2024, 0, 1 + 7 * t)).toISOString().slice(0, 10)},${tv},${95 + tv}`)
  .join('\n')}\n`;
const spec = (priors: string, more = '') => `data: { date: date, outcome: sales, channels: [tv], period: week }
estimator: { use: bayesian-mmm, adstock: { geometric: { max_lag: 3 } }, priors: { ${priors} } }
levels: [0.9]
${more}`;
const files = (priors: string, more = '') => ({ 'sales.csv': csv, 'fit.yaml': spec(priors, more) });
const fit = (folder: string, ...more: string[]) =>
  cli(['fit', 'sales.csv', '--spec', 'fit.yaml', '--prior', ...more], folder);

/** Sales near 100, of which tv brings a few. */
const sensible = 'intercept: [normal, 0.9, 0.05], beta: [half-normal, 0.1], sigma: [half-normal, 0.03]';

test('sensible priors: ROAS, shares and the outcome beside the data, and nothing to complain of', async () => {
  await inFolder(files(sensible, 'truth: { tv: 1 }\n'), async (folder) => {
    const { code, out, err } = await fit(folder);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(
      /^bayesian-mmm on sales\.csv: 12 weeks, 1 channels\nwhat the priors say before any data, 2000 draws\n/,
    );
    expect(out).toMatch(/^channel +estimand +median +50 % +80 % +95 % +truth$/m);
    expect(out).toMatch(/^tv +roas\.total\[0\.\.11\+0\] +\d\.\d+ +\[.*\] +1\.0+$/m);
    expect(out).toMatch(/^media, part of the outcome +0\.\d\d +\[0\.\d\d, 0\.\d\d\]/m);
    expect(out).toMatch(/^mean +99\.\d+ +\d+\.\d+ +\[/m);
    expect(out).toMatch(/^data {4} *[█┃─ ]+$/m);
    expect(out).toContain('Nothing absurd was found in the priors.');
    for (const line of out.split('\n')) expect([...line].length).toBeLessThanOrEqual(100);
    // the same streams, the same bits
    expect((await fit(folder)).out).toBe(out);
  });
});

test.each([
  ['beta: [half-normal, 20]', /In \d+ % of the draws media bring more than all of sales\./],
  ['beta: [lognormal, 8, 1]', /The median of roas\.total\[0\.\.11\+0\] of tv is \d+: absurd if sales is money/],
  ['intercept: [normal, 0, 2]', /In [45]\d % of its values sales would be below 0, where the data never are\./],
  ['sigma: [half-normal, 5]', /sales would vary \d+ times as much as it does in the data/],
  [
    'intercept: [normal, 5, 0.1]',
    /The mean of sales, 99\.\d+ in the data, lies outside of the priors' 95 % interval \[\d+/,
  ],
])('absurd: %s is said in plain words', async (prior, words) => {
  const name = prior.slice(0, prior.indexOf(':'));
  const others = sensible.split(/, (?=[a-z])(?!normal)/).filter((other) => !other.startsWith(`${name}:`));
  await inFolder(files([...others, prior].join(', ')), async (folder) => {
    const { code, out } = await fit(folder);
    expect(code).toBe(0);
    expect(out).toContain('\nLook again at the priors:\n- ');
    expect(out.replaceAll('\n ', '')).toMatch(words);
  });
});

test('--json has the same, in full', async () => {
  await inFolder(files(sensible), async (folder) => {
    const json = JSON.parse((await fit(folder, '--json')).out);
    expect(json).toMatchObject({ estimator: 'bayesian-mmm', periods: 12, draws: 2000, warnings: [] });
    expect(json.effects[0]).toMatchObject({ channel: 'tv', estimand: 'roas.total[0..11+0]' });
    expect(json.effects[0].intervals.map(({ level }: { level: number }) => level)).toEqual([0.5, 0.8, 0.95]);
    // half-normal β of sd .1 against a response below 1: the part of the outcome is below .1·1.96 nearly always
    expect(json.media_share.intervals[2].upper).toBeLessThan(0.2);
    expect(json.media_share.above_outcome).toBe(0);
    expect(json.outcome.mean.data).toBeCloseTo(95 + 52 / 12, 9);
    expect(json.outcome.quantiles).toHaveLength(5);
    expect(json.explained.median).toBeGreaterThan(0);
  });
});

test('data that cannot be fitted are refused, another estimator is the user’s mistake', async () => {
  await inFolder({ ...files(sensible), 'sales.csv': csv.split('\n').slice(0, 6).join('\n') }, async (folder) => {
    const { code, out } = await fit(folder);
    expect(code).toBe(1);
    expect(out).toContain('refused: too-few-periods: 5 periods; at least 8 are needed');
  });
  const words = 'fit sales.csv --spec fit.yaml --prior';
  const ols = { 'sales.csv': csv, 'fit.yaml': spec('').replace(/bayesian-mmm.*\}/, 'ols }') };
  await refused(ols, words, [
    'fit.yaml:2:19 estimator.use: --prior is for bayesian-mmm, the estimator with priors and a likelihood; received ols',
  ]);
});

test('an outcome in the hundreds of millions is shown in thousands, and stays on the page', async () => {
  const large = csv.replace(/,(\d+)$/gm, ',$1000000');
  await inFolder({ ...files(''), 'sales.csv': large }, async (folder) => {
    const { out } = await fit(folder);
    expect(out).toMatch(/^sales, thousands +data +median /m);
    expect(out).toContain('\nquantiles of sales, thousands\n');
    for (const line of out.split('\n')) expect([...line].length).toBeLessThanOrEqual(100);
  });
});
