import { expect, test } from 'vitest';
import { estimators } from '../../estimate/registry.ts';
import { adstocks, saturations } from '../../media/registry.ts';
import { cli } from '../cli.fixture.ts';
import { width } from '../table.ts';

test.each(['scenarios', 'experiments', 'estimators', 'curves', 'measures', 'priors'])('%s', async (what) => {
  const { code, out, err } = await cli(['list', what]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(Math.max(...out.split('\n').map(width))).toBeLessThanOrEqual(100);
  const items = JSON.parse((await cli(['list', what, '--json'])).out) as { id: string; about: string }[];
  expect(items.length).toBeGreaterThan(1);
  for (const { id, about } of items) {
    expect(about).not.toBe('');
    expect(out).toMatch(new RegExp(`^${id} `, 'm'));
  }
});

test('everything that is registered is listed', async () => {
  const ids = async (what: string) =>
    (JSON.parse((await cli(['list', what, '--json'])).out) as { id: string }[]).map(({ id }) => id);
  expect(await ids('estimators')).toEqual([...Object.keys(estimators), 'external']);
  expect(await ids('curves')).toEqual([...Object.keys(adstocks), ...Object.keys(saturations)]);
});
