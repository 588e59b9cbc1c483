import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cli, inFolder } from '../cli.fixture.ts';

const linear = readFileSync(new URL('../../estimate/audit/fixtures/mediation.json', import.meta.url), 'utf8');

test('a reference problem: its numbers agree, all of them on request, and as JSON', async () => {
  await inFolder({ 'mediation.json': linear }, async (folder) => {
    const { code, out, err } = await cli(['audit', 'mediation.json'], folder);
    expect(code).toBe(0);
    expect(out).toMatch(/^mediation +mediation +14 +0 +\d+\.\d\n\nall 14 numbers agree$/m);
    expect(err).toBe('mediation: 14 numbers, 0 missed\n');
    expect((await cli(['audit', '.', '--all'], folder)).out.match(/^ok /gm)).toHaveLength(14);
    const json = JSON.parse((await cli(['audit', 'mediation.json', '--json'], folder)).out);
    expect(json.audited[0].rows).toHaveLength(14);
  });
});

test('a number that does not agree is a finding, printed with both values', async () => {
  const wrong = linear.replace(
    /("expected":[\s\S]*?: *)(-?\d+\.\d+)/,
    (_, head, value) => `${head}${Number(value) + 1}`,
  );
  expect(wrong).not.toBe(linear);
  await inFolder({ 'wrong.json': wrong }, async (folder) => {
    const { code, out } = await cli(['audit', 'wrong.json'], folder);
    expect(code).toBe(1);
    expect(out).toMatch(/^mediation\nMISS +\S+ +-?\d\S+ +-?\d\S+ +\S.*$/m);
    expect(out).toContain('1 of 14 numbers do not agree');
  });
});

test('in a folder, kinds that are unknown are left out and named', async () => {
  const files = { 'mediation.json': linear, 'odd.json': '{ "kind": "odd", "id": "odd-one" }' };
  await inFolder(files, async (folder) => {
    const { code, out } = await cli(['audit', './'], folder);
    expect(code).toBe(0);
    expect(out).toContain('all 14 numbers agree\n\nnot audited, of a kind unknown to this version (odd): odd-one');
  });
});
