import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Estimate } from './contract.ts';
import { loadEstimator } from './load.node.ts';
import { testDataset, testRequest } from './testData.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-load-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const { dataset } = testDataset({ tv: 1 }, { periods: 4 });

test('a module with id and fit is an estimator; what it leaves out is filled in', async () => {
  write(
    'mine.mjs',
    "export default { id: 'mine', why: 'no', fit() { return { status: 'error', detail: this.why }; } };",
  );
  const mine = await loadEstimator('./mine.mjs', folder);
  expect(mine).toMatchObject({ id: 'mine', about: 'from ./mine.mjs' });
  expect(mine.settingsSchema.parse({ anything: [1] })).toEqual({ anything: [1] });
  expect(mine.conditionsOn({}, dataset)).toEqual({ variables: ['tv', 'price'], models: [] });
  const estimate = (await mine.fit(dataset, {}, testRequest('tv', ['roas.total'], [0, 3], 0))) as Estimate;
  expect(estimate).toEqual({ status: 'error', detail: 'no' });
});

test('a missing file, a broken module and an export that is no estimator are each one clear line', async () => {
  await expect(loadEstimator('./none.mjs', folder)).rejects.toThrow(`use: no file ${join(folder, 'none.mjs')}`);
  write('throws.mjs', "throw new Error('not today');");
  await expect(loadEstimator('./throws.mjs', folder)).rejects.toThrow(
    './throws.mjs use: the module does not load: not today',
  );
  write('named.mjs', 'export const fit = () => 0;');
  await expect(loadEstimator('./named.mjs', folder)).rejects.toThrow('the default export is nothing');
  write('half.mjs', 'export default { fit: 3, settingsSchema: {} };');
  await expect(loadEstimator('./half.mjs', folder)).rejects.toThrow(
    /default: id: a name.*\n.*fit: a function.*\n.*settingsSchema: a zod schema/,
  );
});
