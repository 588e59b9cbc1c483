import { expect, test } from 'vitest';
import { cli, edit, inFolder, refused, salesCsv } from '../cli.fixture.ts';

const words = 'fit sales.csv --spec fit.yaml';
const spec = (settings: string) => `data: { date: date, outcome: sales, channels: [tv, search] }
estimator: { use: bayesian-mmm, ${settings} }
`;
const column = (settings: string, word: string) => spec(settings).split('\n')[1]!.indexOf(word) + 1;

test.each([
  ['beta: [half-normal, -1]', 'sd of half-normal must be a positive number, got -1'],
  ['beta: [normal, 1]', 'normal takes 2 numbers (mean, sd), got 1'],
  ['sigma: [uniform, 2, 1]', 'impossible uniform prior: lower 2 is not below upper 1'],
  [
    'sigma: [truncated-normal, 0, 1, 60, 61]',
    'impossible truncated-normal prior: no mass of N(0, 1) lies between 60 and 61',
  ],
  [
    'sigma: [uniform, -2, -1]',
    'uniform has mass outside 0..Infinity, where sigma must lie; half-normal, lognormal or gamma can be kept inside',
  ],
  [
    'sigma: [normal, 0, 1]',
    'normal has mass outside 0..Infinity, where sigma must lie; half-normal, lognormal or gamma can be kept inside',
  ],
  [
    'alpha: [uniform, 2, 3]',
    'uniform has mass outside 0..1, where alpha must lie; beta, uniform or truncated-normal can be kept inside',
  ],
])('a prior that is impossible, or without mass where the model needs it: %s', async (prior, message) => {
  const settings = `priors: { ${prior} }`;
  const name = prior.slice(0, prior.indexOf(':'));
  const line = `fit.yaml:2:${column(settings, prior) + name.length + 2} estimator.priors.${name}: ${message}`;
  const files = { 'fit.yaml': spec(settings), 'sales.csv': salesCsv };
  await refused(files, words, [line]);
  await refused(files, `${words} --prior`, [line]);
  await refused(files, `${words} --compare logistic,hill`, [line]);
});

test('a family that there is none of, and a number that is none', async () => {
  const unknown = 'priors: { beta: [half-norml, 1] }';
  await inFolder({ 'fit.yaml': spec(unknown), 'sales.csv': salesCsv }, async (folder) => {
    const { code, err } = await cli(words.split(' '), folder);
    expect(code).toBe(3);
    expect(err).toMatch(
      /^fit\.yaml:2:\d+ estimator\.priors\.beta: unknown prior family "half-norml".*did you mean "half-normal"\?\n$/,
    );
  });
  const infinite = 'priors: { sigma: [lognormal, 0, .inf] }';
  await refused({ 'fit.yaml': spec(infinite), 'sales.csv': salesCsv }, words, [
    `fit.yaml:2:${column(infinite, '.inf')} estimator.priors.sigma.2: expected a number, received Infinity`,
  ]);
});

test.each(['NaN', 'Infinity', '1e999'])('%s among the data', async (cell) => {
  const csv = edit(salesCsv, '2024-01-22,1', `2024-01-22,${cell}`);
  await refused({ 'fit.yaml': spec('order: adstock-first'), 'sales.csv': csv }, words, [
    `sales.csv:5:12 tv: "${cell}" where a number is needed`,
  ]);
});

test.each([
  ['a silent channel', salesCsv.replaceAll(/^(\d.*?),\d,/gm, '$1,0,'), 'all-zero-channel: no spend in the window: tv'],
  [
    'six weeks',
    salesCsv.split('\n').slice(0, 7).join('\n'),
    'too-few-periods: 6 periods; at least 8 are needed with these lags',
  ],
  [
    'an outcome of 0',
    salesCsv.replaceAll(/,[\d.]+$/gm, ',0'),
    'unsupported: the outcome sales is 0 throughout: there is no scale to it',
  ],
])('%s is refused before sampling starts: a finding, in one line', async (_, csv, reason) => {
  await inFolder({ 'fit.yaml': spec('order: adstock-first'), 'sales.csv': csv }, async (folder) => {
    for (const more of [[], ['--prior']]) {
      const { code, out, err } = await cli([...words.split(' '), ...more], folder);
      expect(code).toBe(1);
      // what is odd about such data is noted beside
      expect(err).toMatch(/^(note: .*\n)*$/);
      expect(out).toMatch(/^bayesian-mmm on sales\.csv: \d weeks, 2 channels\n\nrefused: [^\n]+\n$/);
      expect(out).toContain(`refused: ${reason}\n`);
    }
  });
});
