import { expect, test } from 'vitest';
import { cli, fitYaml, inFolder, salesCsv } from '../cli.fixture.ts';

const fit = (folder: string, ...more: string[]) => cli(['fit', 'sales.csv', '--spec', 'fit.yaml', ...more], folder);
const withSpec = (spec: string) => ({ 'sales.csv': salesCsv, 'fit.yaml': spec });

test('ROAS with intervals, beside the truth where it is known, and what was assumed', async () => {
  await inFolder(withSpec(`${fitYaml}truth: { tv: 1 }\n`), async (folder) => {
    const { code, out, err } = await fit(folder);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^ols on sales\.csv: 9 weeks, 2 channels\n/);
    expect(out).toMatch(/^channel +estimand +estimate +se +80 % interval +95 % interval +truth$/m);
    expect(out).toMatch(/^tv +roas\.total\[0\.\.8\+0\] +0\.\d{4} +\d\.\d{4} +\[-?\d\.\d{4}, \d\.\d{4}\] .* 1\.0000$/m);
    expect(out).toMatch(/^search .* –$/m);
    expect(out.replaceAll('\n', ' ')).toContain('nothing was spent before the first row (carryover_start: zero)');
    expect(out).toMatch(/^df 6 · r2 0\.\d+ · /m);
  });
});

test('--json has the same numbers in full', async () => {
  await inFolder(withSpec(`${fitYaml}levels: [0.5]\ntruth: { tv: 1 }\n`), async (folder) => {
    const json = JSON.parse((await fit(folder, '--json')).out);
    expect(json).toMatchObject({ status: 'ok', estimator: 'ols', periods: 9, carryover_start: 'zero' });
    expect(json.effects).toHaveLength(2);
    expect(json.effects[0]).toMatchObject({ channel: 'tv', estimand: 'roas.total[0..8+0]', truth: 1 });
    expect(json.effects[0].intervals).toHaveLength(1);
    expect(json.diagnostics.df).toBe(6);
  });
});

test('with a tail, only what still stands is said of it', async () => {
  await inFolder(withSpec(`${fitYaml}estimands: [{ roas.total: { tail: 4 } }]\n`), async (folder) => {
    const { out } = await fit(folder);
    expect(out).toContain('roas.total[0..8+4]');
    expect(out).not.toContain('is not counted');
  });
});

test('a missing week stops the fit, is filled in, or is left out, as told, and that is said', async () => {
  const gap = salesCsv.replace(/2024-01-22.*\n/, '');
  await inFolder({ ...withSpec(fitYaml), 'sales.csv': gap }, async (folder) => {
    const place = 'sales.csv:5:1 date: ';
    const stopped = await fit(folder);
    expect(stopped).toMatchObject({ code: 3, out: '' });
    expect(stopped.err).toContain(
      `${place}"2024-01-29" is not the week after "2024-01-15"; --missing interpolate fills the gap in`,
    );
    const filled = await fit(folder, '--missing', 'interpolate', '--json');
    expect(filled).toMatchObject({
      code: 0,
      err: `note: ${place}"2024-01-22" had no row before this one: filled in\n`,
    });
    expect(JSON.parse(filled.out)).toMatchObject({
      periods: 9,
      notes: [`${place}"2024-01-22" had no row before this one: filled in`],
    });
    const dropped = await fit(folder, '--missing', 'drop');
    expect(dropped).toMatchObject({
      code: 0,
      err: `note: ${place}"2024-01-29" is not the week after "2024-01-15"; the gap is ignored\n`,
    });
    expect(dropped.out).toContain('8 weeks');
    expect((await fit(folder, '--missing', 'guess')).code).toBe(3);
  });
});

test('readings are printed where the fit file asks for them, those without an answer with their reason', async () => {
  const controlled = fitYaml.replace('channels: [tv, search]', 'channels: [tv, search], controls: [price]');
  const readings = 'readings: { price: price, promotion: [price], stability: true }\n';
  await inFolder(withSpec(controlled + readings), async (folder) => {
    const { code, out } = await fit(folder);
    expect(code).toBe(0);
    expect(out.replaceAll('\n', ' ')).toMatch(
      /readings price_elasticity\[price\] -?[\d.]+ · promotion_lift\[price\] -?[\d.]+ · r2 0\.\d+ · mape/,
    );
    expect(out).toContain('instability: fewer than 40 periods');
    const json = JSON.parse((await fit(folder, '--json')).out);
    expect(json.readings[0]).toEqual({ name: 'price_elasticity[price]', value: expect.any(Number) });
  });
  await inFolder(withSpec(`${controlled}readings: { price: prize }\n`), async (folder) => {
    const { code, err } = await fit(folder);
    expect(code).toBe(3);
    expect(err).toMatch(/^fit\.yaml:\d+:\d+ readings\.price: .*"prize".*did you mean "price"\?\n$/);
  });
});

test('what is odd about the data is said beside the answer', async () => {
  const slip = salesCsv.replace(/(2024-01-22,)\d+/, '$14000');
  await inFolder({ ...withSpec(fitYaml), 'sales.csv': slip }, async (folder) => {
    const { code, err } = await fit(folder);
    expect(code).toBe(0);
    expect(err).toMatch(/^note: sales\.csv tv: 4000 \(2024-01-22\): more than 6 robust standard deviations/);
  });
});

test.each([
  ['constant-channel: the same spend in every period: tv', salesCsv.replaceAll(/^(\d.*?),\d,/gm, '$1,3,')],
  ['all-zero-channel: no spend in the window: tv', salesCsv.replaceAll(/^(\d.*?),\d,/gm, '$1,0,')],
  ['rank-deficient: search is a combination of tv', salesCsv.replaceAll(/^(\d.*?),(\d),\d,/gm, '$1,$2,$2,')],
  ['more-columns-than-rows: 3 columns for 2 rows', salesCsv.split('\n').slice(0, 3).join('\n')],
])('refused: %s, which is a finding', async (reason, csv) => {
  await inFolder({ 'fit.yaml': fitYaml, 'sales.csv': csv }, async (folder) => {
    const { code, out, err } = await fit(folder);
    expect(code).toBe(1);
    expect(err).toMatch(/^(note: .*\n)?$/);
    expect(out).toContain(`\n\nrefused: ${reason}\n`);
    const json = JSON.parse((await fit(folder, '--json')).out);
    expect(json.status).toBe('refused');
  });
});

const mine = (body: string) => `export default { id: 'mine', fit: (dataset, settings, request) => { ${body} } };`;

test.each([
  ['error: no idea', "throw new Error('no idea');"],
  ['invalid-output: the fit returned undefined, not an estimate', ''],
  [
    'invalid-output: status: "fine"; allowed: ok, nonconverged, refused, error, invalid-output, timeout',
    "return { status: 'fine' };",
  ],
])('a user’s estimator: %s', async (line, body) => {
  const files = { ...withSpec(fitYaml.replace('use: ols', 'use: ./mine.mjs')), 'mine.mjs': mine(body) };
  await inFolder(files, async (folder) => {
    const { code, out } = await fit(folder);
    expect(code).toBe(1);
    expect(out).toBe(`mine on sales.csv: 9 weeks, 2 channels\n\n${line}\n`);
  });
});
