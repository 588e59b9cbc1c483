import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listScenarios } from '../../scenario/load.node.ts';
import { cli, inFolder, salesCsv } from '../cli.fixture.ts';
import { width } from '../table.ts';

const small = ['--datasets', '2', '--periods', '20'];

test.each(listScenarios())('%s: graph, equations, true ROAS, within 100 columns', async (name) => {
  const { code, out, err } = await cli(['describe', name, ...small]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out.startsWith(`${name}\n`)).toBe(true);
  expect(out).toMatch(/\ngraph\n(.+ → .+\n)+\nequations\n(.+\n)+\nobserved: /);
  expect(out).toMatch(/\ntrue ROAS over 20 weeks, mean \(sd\) over 2 datasets\nchannel +roas\.total /);
  expect(Math.max(...out.split('\n').map(width))).toBeLessThanOrEqual(100);
});

test('what acts through others shows direct and mediated ROAS, and says through what', async () => {
  const { out } = await cli(['describe', 'social-funnel', ...small]);
  expect(out).toMatch(/^channel +roas\.total +roas\.direct +roas\.mediated +mroas\.total +tail +acts through$/m);
  expect(out).toMatch(/^facebook +\d\.\d{3} \(\d\.\d{3}\) .* 14 +google$/m);
  expect((await cli(['describe', 'clean', ...small])).out).toMatch(/^channel +roas\.total +mroas\.total +tail$/m);
});

test('what can be learned: verdict and sets by channel and effect, bad controls with their reason', async () => {
  const { out } = await cli(['describe', 'confounded-mediator', ...small]);
  expect(out).toMatch(/\nwhat can be learned from what is observed\nchannel +effect +learned by +given\n/);
  expect(out).toMatch(/^tv +total +adjustment +nothing$/m);
  expect(out).toMatch(/^ +direct +none of these +tv → visits ← intent → revenue, intent is not observed$/m);
  expect(out).toContain('\n  visits: mediator for tv (tv acts on revenue through it)\n');
  const json = JSON.parse((await cli(['describe', 'collinear', ...small, '--json'])).out).identification;
  expect(json.channels[0]).toMatchObject({ channel: 'tv', total: { by: 'adjustment' }, direct: null });
  expect(json.calendar[0]).toMatchObject({ name: 'season (9)', followers: ['tv', 'search', 'social', 'display'] });
  expect(json.regression).toMatchObject({ basis: 'joint', controls: [] });
});

test('--svg writes a picture, and says in one line where it cannot', async () => {
  await inFolder({ 'a-file': '' }, async (folder) => {
    expect(await cli(['describe', 'clean', '--svg', 'new/clean.svg'], folder)).toEqual({ code: 0, out: '', err: '' });
    const svg = readFileSync(join(folder, 'new/clean.svg'), 'utf8');
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" .*<\/svg>\n$/s);
    const { code, err } = await cli(['describe', 'clean', '--svg', 'a-file/clean.svg'], folder);
    expect(code).toBe(3);
    expect(err).toMatch(/^[^\n]*a-file\/clean\.svg[^\n]*cannot be written[^\n]*\n$/);
  });
});

test('effects that start later say so in the graph', async () => {
  const world = `name: later
about: Last week's sales set the budget.
period: week
nodes:
  tv: { spend: { mean: 10, noise: { normal: 1 } }, drivers: { sales: { effect: 0.01, lag: 1 } } }
  sales: { outcome: { level: 100, noise: { normal: 1 } }, responses: { tv: { effect: 2 } } }
`;
  await inFolder({ 'later.yaml': world }, async (folder) => {
    const { out } = await cli(['describe', 'later.yaml', ...small], folder);
    expect(out).toContain('graph\ntv → sales\nsales → tv (1 later)\n');
  });
});

test('--json has the same facts, --mermaid the graph alone', async () => {
  const json = JSON.parse((await cli(['describe', 'paid-search', ...small, '--json'])).out);
  expect(json).toMatchObject({ name: 'paid-search', periods: 20, dials: ['confounding'] });
  expect(json.graph.edges).toContainEqual({ from: 'query_volume', to: 'search', lag: 0 });
  expect(json.true_roas[0]).toMatchObject({ channel: 'search', estimand: 'roas.total' });
  expect((await cli(['describe', 'paid-search', '--mermaid'])).out).toMatch(/^(graph|flowchart) /);
});

test('a first look at a CSV: kinds of columns, gaps, range', async () => {
  const csv = salesCsv.replace('1,4,9,5.5', '1,,9,-5.5');
  await inFolder({ 'sales.csv': csv }, async (folder) => {
    const { code, out } = await cli(['describe', 'sales.csv'], folder);
    expect(code).toBe(0);
    expect(out.split('\n').slice(0, 9)).toEqual([
      'sales.csv: 9 rows, 5 columns',
      '',
      'column  kind    missing  zeros  below 0    mean      sd         min         max',
      '───────────────────────────────────────────────────────────────────────────────',
      'date    date          0                                  2024-01-01  2024-02-26',
      'tv      number        0      0        0   2.556   1.590       1.000       5.000',
      'search  number        1      0        0   2.250   1.035       1.000       4.000',
      'price   number        0      0        0  8.4444  0.7265      7.0000      9.0000',
      'sales   number        0      0        1   3.944   3.793      -5.500       7.200',
    ]);
    const json = JSON.parse((await cli(['describe', 'sales.csv', '--json'], folder)).out);
    expect(json).toMatchObject({ rows: 9, columns: { length: 5 } });
  });
});

test('a first look says how series go together, what is odd, and where a fit would stop', async () => {
  const csv = salesCsv.replace('1,4,9,5.5', '1,,9,5.5').replace(/2024-02-12.*\n/, '');
  const spec =
    'data: { date: date, outcome: sales, channels: [tv, search], controls: [price] }\nestimator: { use: ols }\n';
  await inFolder({ 'sales.csv': csv, 'fit.yaml': spec, 'odd.csv': 'a,b\n1,2\n2,3\n' }, async (folder) => {
    const { out } = await cli(['describe', 'sales.csv'], folder);
    expect(out).toContain('guessed from its name');
    expect(out).toMatch(/^tv +channel +-?0\.\d\d +\d+\.\d +\d\d %$/m);
    expect(out).toMatch(/^price +control +-?0\.\d\d +\d+\.\d$/m);
    expect(out).toMatch(/^search +-?0\.\d\d +-?0\.\d\d$/m);
    expect(out).toMatch(/a linear trend explains [\d.]+ % of its variance, no season is looked for/);
    expect(out).toMatch(/^7 rows: 1\.8 a coefficient of least squares, 0\.9 where adstock/m);
    expect(out).toMatch(
      /stops here unless --missing[\s\S]*an empty cell where a number is needed[\s\S]*is not the week after/,
    );
    const told = await cli(['describe', 'sales.csv', '--spec', 'fit.yaml', '--json'], folder);
    const { look, problems } = JSON.parse(told.out);
    expect(look.series.map(({ role }: { role: string }) => role)).toEqual(['outcome', 'channel', 'channel', 'control']);
    expect(problems).toHaveLength(2);
    expect((await cli(['describe', 'odd.csv'], folder)).out).toContain('--spec fit.yaml says which is what');
    expect(await cli(['describe', 'clean', '--spec', 'fit.yaml'], folder)).toMatchObject({
      code: 3,
      err: '--spec: says what the columns of a CSV are; clean is none\n',
    });
    expect(await cli(['describe', 'odd.csv', '--spec', 'fit.yaml'], folder)).toMatchObject({
      code: 3,
      err: expect.stringContaining('no column "sales"; the file has a, b'),
    });
  });
});

test('a world of regions says how many, and what is per head', async () => {
  const { out } = await cli(['describe', 'geo-targeting', ...small]);
  expect(out).toMatch(/\ngeos\n20 \(geo_1, geo_2, geo_3, …, geo_20\), people lognormal with median 800000 and sd 0\.9/);
  expect(out).toContain('\ntv[g,t] = max(0, lognormal_g(0.4, targeting 0.6) · ');
});

test('a CSV of regions is seen as one', async () => {
  const csv = 'period,geo,tv\n0,north,1\n1,north,2\n0,south,3\n1,south,4\n';
  await inFolder({ 'whole.csv': csv, 'torn.csv': csv.replace('1,south,4\n', '') }, async (folder) => {
    expect((await cli(['describe', 'whole.csv'], folder)).out).toContain(
      '\nlooks like 2 geos (geo) × 2 periods (period): every pair once\n',
    );
    expect((await cli(['describe', 'torn.csv'], folder)).out).not.toContain('looks like');
  });
});
