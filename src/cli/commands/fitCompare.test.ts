import { expect, test } from 'vitest';
import { openStream } from '../../core/random/stream.ts';
import { cli, inFolder, refused } from '../cli.fixture.ts';

/** Weeks whose sales follow tv along a curve, with noise; `raised` is added in week 20.
 *  @param response of spend in [0, 10] */
function csv(weeks: number, response: (spend: number) => number, raised = 0): string {
  const stream = openStream(['fit 3']);
  const rows = Array.from({ length: weeks }, (_, t) => {
    const tv = 10 * stream.uniform();
    const sales = 20 + response(tv) + 0.5 * stream.normal() + (t === 20 ? raised : 0);
    const date = new Date(Date.UTC(2023, 0, 2 + 7 * t)).toISOString().slice(0, 10);
    return `${date},${tv.toFixed(3)},${sales.toFixed(3)}`;
  });
  return `date,tv,sales\n${rows.join('\n')}\n`;
}
const concave = (x: number) => (10 * x) / (4 + x);
const steep = (x: number) => 10 / (1 + (5 / Math.max(x, 1e-9)) ** 6);

const sampler = 'sampler: { chains: 2, warmup: 400, draws: 400 }, convergence: { rhat: 1.1, ess_per_chain: 20 }';
const spec = (more = '') => `data: { date: date, outcome: sales, channels: [tv], period: week }
estimator: { use: bayesian-mmm, adstock: none, ${sampler}${more} }
`;
const files = (data: string, more = '') => ({ 'sales.csv': data, 'fit.yaml': spec(more) });
const fit = (folder: string, ...more: string[]) => cli(['fit', 'sales.csv', '--spec', 'fit.yaml', ...more], folder);

test('a curve that fits better is named, with its lead; fine', async () => {
  await inFolder(files(csv(50, steep)), async (folder) => {
    const { code, out, err } = await fit(folder, '--compare', 'logistic,hill');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^bayesian-mmm on sales\.csv: 50 weeks, 1 channels, 2 models\n/);
    expect(out).toMatch(/^model +elpd_loo +se +difference +se +p_loo +elpd_waic +largest k̂ +too large$/m);
    // the best first, whatever the order of the list
    expect(out).toMatch(/─\nhill +-?\d+\.\d .* 0\.0 +0\.0 .*\nlogistic .* -\d+\.\d /);
    expect(out).toMatch(/^hill predicts best, ahead of logistic by \d+\.\d ± \d+\.\d\.$/m);
    expect(out).toMatch(/\n\nroas\.total\[0\.\.49\+0\]\nchannel +model +estimate +se +80 % interval +95 % interval\n/);
    expect(out.replaceAll('\n', ' ')).toContain('With 50 observations, fewer than 100');
    expect(Math.max(...out.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(101); // R̂, k̂ are two
  });
});

test('curves that the data do not tell apart: undecided, with the rule', async () => {
  await inFolder(files(csv(60, concave)), async (folder) => {
    const { code, out } = await fit(folder, '--compare', 'logistic,tanh');
    expect(code).toBe(2);
    const text = out.replaceAll('\n', ' ');
    expect(text).toMatch(
      /The data do not tell (logistic and tanh|tanh and logistic) apart: the best two differ by \d\.\d ±/,
    );
    expect(text).toContain('it takes 4 or more and 2 standard errors or more');
    expect(text).toContain('Sivula, Magnusson, Matamoros & Vehtari 2020');
  });
});

test('an outlier: not ranked, its date is named, undecided', async () => {
  const data = csv(40, concave, 25);
  await inFolder(files(data), async (folder) => {
    const { code, out } = await fit(folder, '--compare', 'logistic,tanh');
    expect(code).toBe(2);
    expect(out).toContain('\nNot ranked:\n- logistic: its elpd is not to be trusted, k̂ is too large at 2023-05-22\n');
    expect(out).toMatch(/^logistic +-?\d+\.\d +\d+\.\d +– +– /m);
    expect(out.replaceAll('\n', ' ')).toContain('--reloo fits again');
  });
});

test('data that cannot be fitted are refused for every model, which is a finding', async () => {
  await inFolder(files(csv(7, concave)), async (folder) => {
    const { code, out } = await fit(folder, '--compare', 'logistic,tanh');
    expect(code).toBe(1);
    expect(out).toContain('- logistic has no answer: refused: too-few-periods: 7 periods; at least 8');
  });
});

test('each candidate has the priors of its own curves, and all that is not about curves', async () => {
  const priors = ', priors: { lambda: [gamma, 3, 1], "slope[tv]": [gamma, 4, 2], beta: [half-normal, 1] }';
  const { 'fit.yaml': yaml, ...data } = files(csv(20, concave), priors);
  await inFolder(
    { ...data, 'fit.yaml': yaml.replace(/warmup: \d+, draws: \d+/, 'warmup: 20, draws: 20') },
    async (folder) => {
      const { out } = await fit(folder, '--compare', 'logistic,geometric/tanh', '--json');
      const { models } = JSON.parse(out);
      expect(models.map(({ model }: { model: string }) => model)).toEqual(['logistic', 'geometric/tanh']);
      const names = models.map(({ parameters }: { parameters: { name: string }[] }) =>
        parameters.map(({ name }) => name),
      );
      expect(names[0]).toEqual(['intercept', 'beta[tv]', 'lambda[tv]', 'sigma']);
      expect(names[1]).toEqual(['intercept', 'beta[tv]', 'alpha[tv]', 'scale[tv]', 'sigma']);
      expect(models[0].pointwise).toHaveLength(20);
      expect(models[0].effects[0]).toMatchObject({ channel: 'tv', estimand: 'roas.total[0..19+0]' });
    },
  );
});

test.each([
  ['logistic', '--compare: received "logistic"; expected two curves or more, separated by commas, as in logistic,hill'],
  ['logistic,hil', '--compare: unknown curve "hil"; did you mean "hill"?'],
  ['geo/hill,hill', '--compare: unknown carryover curve "geo"; did you mean "geometric"?'],
  ['none/hil,hill', '--compare: unknown saturation curve "hil"; did you mean "hill"?'],
  ['a/b/c,hill', '--compare: "a/b/c" has more than one "/"; expected carryover/saturation, as in geometric/hill'],
  ['hill,none/hill', '--compare: none/hill is the same model as hill; remove one of them'],
])('--compare %s → one line', async (list, line) => {
  await refused(files(csv(10, concave)), `fit sales.csv --spec fit.yaml --compare ${list}`, [line]);
});

test('--compare and --reloo are refused where they mean nothing', async () => {
  const data = csv(10, concave);
  const ols = { 'sales.csv': data, 'fit.yaml': spec().replace(/bayesian-mmm.*\}/, 'ols }') };
  await refused(ols, 'fit sales.csv --spec fit.yaml --compare logistic,hill', [
    'fit.yaml:2:19 estimator.use: --compare is for bayesian-mmm, the estimator with priors and a likelihood; received ols',
  ]);
  const fitting = 'fit sales.csv --spec fit.yaml';
  await refused(files(data), `${fitting} --reloo`, ['--reloo: goes with --compare']);
  await refused(files(data), `${fitting} --compare logistic,hill --prior`, [
    "plumbline fit: option '--prior' cannot be used with option '--compare <curves>'; see plumbline fit --help",
  ]);
  await refused(files(data, ', errors: ar1'), `${fitting} --compare logistic,hill --reloo`, [
    '--reloo: with errors: ar1 an observation that is left out still shows in the next one; it is for independent errors',
  ]);
  const parameters = 'intercept, beta, roas, gamma, intercept_sd, beta_sd, gamma_sd, lambda, sigma';
  await refused(files(data, ', priors: { slop: [gamma, 4, 2] }'), `${fitting} --compare logistic,hill`, [
    `fit.yaml:2:160 estimator.priors.slop: the model has no parameter of this name; it has ${parameters}`,
  ]);
});
