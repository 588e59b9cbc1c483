import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli, inFolder } from './cli.fixture.ts';

const study = `name: adjust
scenarios: [seen-demand, paid-search]
periods: 40
estimators: { ols: { use: ols, adjust: { each: [all, from-graph] } } }
replicates: 2
seed: 5
`;

test('run says a line an arm and scenario which controls it got and why, replay of one attempt too', async () => {
  await inFolder({ 'study.yaml': study }, async (folder) => {
    const { code, out } = await cli(['run', 'study.yaml', '--out', 'out', '--workers', '0'], folder);
    expect(code).toBe(0);
    const lines = out.split('\n').filter((line) => line.startsWith('ols[adjust=') && line.includes(' in '));
    expect(lines).toEqual([
      'ols[adjust=from-graph] in seen-demand: demand; by its graph right for all channels at once',
      'ols[adjust=from-graph] in paid-search: query_volume; by its graph right for all channels at once',
    ]);
    const [head, ...rows] = readFileSync(join(folder, 'out', 'estimates.csv'), 'utf8')
      .trimEnd()
      .split('\n');
    const place = head!.split(',').indexOf('unit');
    const unitOf = (arm: string) => rows.find((row) => row.includes(`,${arm},`))!.split(',')[place]!;
    const shown = await cli(['replay', 'out', '--unit', unitOf('ols[adjust=from-graph]')], folder);
    expect(shown.code).toBe(0);
    expect(shown.out).toMatch(/^adjust {4}demand; by its graph right for all channels at once$/m);
    const json = async (arm: string) => {
      const { adjustment, equal } = JSON.parse(
        (await cli(['replay', 'out', '--unit', unitOf(arm), '--json'], folder)).out,
      );
      expect(equal).toBe(true);
      return adjustment;
    };
    expect(await json('ols[adjust=from-graph]')).toEqual({ controls: [{ name: 'demand', lags: [0] }], basis: 'joint' });
    expect(await json('ols[adjust=all]')).toBeNull();
  });
});
