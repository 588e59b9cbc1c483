import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parseYamlDocument } from '../core/document.ts';
import type { Performance } from '../score/types.ts';
import { cli, inFolder, salesCsv } from './cli.fixture.ts';
import { fitSpecSchema } from './fitSpec.ts';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));
const estimator = join(examples, 'my-estimator.mjs');

test('my-study.yaml runs an estimator of one’s own beside ours, and shows what is wrong with it', async () => {
  await inFolder({}, async (folder) => {
    const words = ['run', join(examples, 'my-study.yaml'), '--workers', '0', '--replicates', '20', '--json'];
    const { code, out } = await cli(words, folder);
    expect(code).toBe(0);
    const rows = (JSON.parse(out) as Performance[]).filter(({ policy }) => policy === 'as-analyzed');
    const bias = (arm: string, channel: string) =>
      rows.find((row) => row.arm === arm && row.channel === channel && row.measure === 'bias')!;
    expect(rows.every(({ nFailed }) => nFailed === 0)).toBe(true);
    // without carryover most of what tv brings is not seen: far below the truth, beyond 10 Monte Carlo errors
    const { value, mcse } = bias('mine', 'tv');
    expect(value! / mcse!).toBeLessThan(-10);
    expect(Math.abs(bias('ols', 'tv').value!)).toBeLessThan(Math.abs(value!));
  });
});

/** sales = 1 + 2·tv + 0.5·search, exactly. */
const exactCsv = `tv,search,sales\n${[
  [1, 2],
  [2, 1],
  [3, 3],
  [1, 4],
  [5, 2],
  [2, 2],
]
  .map(([tv, search]) => `${tv},${search},${1 + 2 * tv! + 0.5 * search!}`)
  .join('\n')}\n`;

const spec = `data: { outcome: sales, channels: [tv, search] }
estimator: { use: '${estimator}', samples: 20 }
estimands: [roas.total, contribution, roas.mediated]
`;

test('my-estimator.mjs recovers a straight line, and answers only what it can', async () => {
  await inFolder({ 'data.csv': exactCsv, 'fit.yaml': spec }, async (folder) => {
    const { code, out } = await cli(['fit', 'data.csv', '--spec', 'fit.yaml', '--json'], folder);
    expect(code).toBe(0);
    const { effects } = JSON.parse(out) as { effects: { estimand: string; channel: string; point: number }[] };
    expect(effects.map(({ estimand, channel, point }) => [estimand, channel, Number(point.toFixed(9))])).toEqual([
      ['roas.total[0..5+0]', 'tv', 2],
      ['roas.total[0..5+0]', 'search', 0.5],
      ['contribution[0..5+0]', 'tv', 28],
      ['contribution[0..5+0]', 'search', 7],
    ]);
    const { out: text } = await cli(['fit', 'data.csv', '--spec', 'fit.yaml'], folder);
    expect(text).toContain('2 of 6 questions have no answer from it');
  });
});

test('my-estimator.mjs gives the same bytes twice, and refuses what depends on itself', async () => {
  const sales = spec.replace('outcome', 'date: date, outcome');
  await inFolder({ 'sales.csv': salesCsv, 'fit.yaml': sales }, async (folder) => {
    const fit = async () => await cli(['fit', 'sales.csv', '--spec', 'fit.yaml', '--json'], folder);
    expect(await fit()).toEqual(await fit());
  });
  const double = salesCsv.replaceAll(/^(\d.*?),(\d),\d,/gm, '$1,$2,$2,');
  await inFolder({ 'sales.csv': double, 'fit.yaml': sales }, async (folder) => {
    const { code, out } = await cli(['fit', 'sales.csv', '--spec', 'fit.yaml'], folder);
    expect(code).toBe(1);
    expect(out).toContain('refused: rank-deficient: the spends are not independent of each other');
  });
});

test.each(readdirSync(join(examples, 'fit')))('examples/fit/%s is a fit file', (name) => {
  const spec = parseYamlDocument(readFileSync(join(examples, 'fit', name), 'utf8'), name, fitSpecSchema);
  expect(spec.data.channels).toEqual(Object.keys(spec.truth!));
});
