import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli, inFolder } from '../cli.fixture.ts';

test('a table of the truth, or all of it as JSON', async () => {
  const { code, out, err } = await cli(['simulate', 'social-funnel', '--periods', '30']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^social-funnel: 30 weeks, seed 1, replicate 0, digest [0-9a-f]{12}\n/);
  expect(out).toMatch(/^google +\d\.\d{3} +\d\.\d{3} +0\.000 +\d\.\d{3} +\d{4} +\d\.\d{3} +7$/m);
  const json = JSON.parse((await cli(['simulate', 'social-funnel', '--periods', '30', '--json'])).out);
  expect(json).toMatchObject({ scenario: 'social-funnel', periods: 30, seed: 1, replicate: 0 });
  expect(json.effects[0]).toMatchObject({ channel: 'facebook', estimand: 'roas.total[0..29+14]', tail: 14 });
});

test('the same words give the same bytes; another seed or replicate gives others', async () => {
  await inFolder({}, async (folder) => {
    const make = async (out: string, ...more: string[]) => {
      const words = ['simulate', 'clean', '--periods', '20', '--out', out, ...more];
      expect((await cli(words, folder)).out).toContain(`data.csv and truth.json written to ${out}`);
      return readFileSync(join(folder, out, 'data.csv'), 'utf8');
    };
    const first = await make('a');
    expect(first.split('\n')[0]).toBe('period,part,tv,search,social,display,revenue');
    expect(await make('a/again')).toBe(first);
    expect(await make('b', '--seed', '2')).not.toBe(first);
    expect(await make('c', '--replicate', '1')).not.toBe(first);
    const truth = JSON.parse(readFileSync(join(folder, 'a', 'truth.json'), 'utf8'));
    expect(truth.effects).toHaveLength(6 * 4);
  });
});

test('many replicates are a pack, each dataset as it would come alone, the truth in a file of its own', async () => {
  await inFolder({}, async (folder) => {
    const words = ['simulate', 'clean', '--periods', '20', '--out', 'pack', '--replicate', '3', '--replicates', '2'];
    const { code, out } = await cli(words, folder);
    expect(code).toBe(0);
    expect(out).toContain('data-0001.csv … data-0002.csv, truth.csv and pack.yaml written to pack');
    const files = ['data-0001.csv', 'data-0002.csv', 'pack.yaml', 'truth.csv'];
    expect(readdirSync(join(folder, 'pack')).sort()).toEqual(files);
    await cli(['simulate', 'clean', '--periods', '20', '--out', 'alone', '--replicate', '4'], folder);
    const data = readFileSync(join(folder, 'pack', 'data-0002.csv'));
    expect(readFileSync(join(folder, 'alone', 'data.csv'))).toEqual(data);
    const { effects } = JSON.parse(readFileSync(join(folder, 'alone', 'truth.json'), 'utf8'));
    const truth = readFileSync(join(folder, 'pack', 'truth.csv'), 'utf8').split('\n');
    expect(truth).toHaveLength(1 + 2 * effects.length + 1);
    expect(truth[1 + effects.length]).toBe(`data-0002.csv,tv,${effects[0].estimand},${effects[0].value}`);
    const index = JSON.parse((await cli([...words, '--json'], folder)).out);
    expect(index).toEqual([
      { replicate: 3, digest: expect.stringMatching(/^[0-9a-f]{64}$/), file: 'data-0001.csv' },
      { replicate: 4, digest: expect.stringMatching(/^[0-9a-f]{64}$/), file: 'data-0002.csv' },
    ]);
    const fewer = await cli([...words.slice(0, -1), '1'], folder);
    expect([fewer.code, fewer.err]).toEqual([
      3,
      'pack: holds data-0002.csv of another pack; choose another folder with --out\n',
    ]);
  });
});

test('fit reads the data back bit for bit, and finds what is true in a world that is easy', async () => {
  const spec = `data: { date: period, outcome: revenue, channels: [tv, search, social, display] }
estimator: { use: ols }
`;
  const world = `name: easy
about: Straight lines and hardly any noise.
period: week
nodes:
  tv: { spend: { mean: 100, noise: { lognormal: 0.5 } } }
  radio: { spend: { mean: 50, noise: { lognormal: 0.5 } } }
  sales: { outcome: { level: 500, noise: { normal: 0.01 } }, responses: { tv: { effect: 2 }, radio: { effect: 3.5 } } }
`;
  const easySpec = `data: { date: period, outcome: sales, channels: [tv, radio] }
estimator: { use: ols, media: { given: { tv: {}, radio: {} } } }
`;
  await inFolder({ 'fit.yaml': spec, 'easy.yaml': world, 'easy-fit.yaml': easySpec }, async (folder) => {
    await cli(['simulate', 'clean', '--out', 'clean'], folder);
    const clean = await cli(['fit', 'clean/data.csv', '--spec', 'fit.yaml', '--json'], folder);
    expect(JSON.parse(clean.out)).toMatchObject({ status: 'ok', periods: 104, carryover_start: 'history' });
    const { digest } = JSON.parse((await cli(['simulate', 'clean', '--json'], folder)).out);
    expect(JSON.parse(clean.out).digest).toBe(digest);
    await cli(['simulate', './easy.yaml', '--out', 'easy'], folder);
    const { out, code } = await cli(['fit', 'easy/data.csv', '--spec', 'easy-fit.yaml', '--json'], folder);
    expect(code).toBe(0);
    const { effects } = JSON.parse(out) as { effects: { channel: string; point: number }[] };
    expect(effects.map(({ channel, point }) => [channel, Number(point.toFixed(3))])).toEqual([
      ['tv', 2],
      ['radio', 3.5],
    ]);
  });
});
