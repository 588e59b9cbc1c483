import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { cli } from '../cli.fixture.ts';
import { exitCodes } from '../exitCodes.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-explore-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('writes the page where it is told to, as one file that asks for nothing', async () => {
  const { code, out } = await cli(['explore', '--out', 'pages/it.html', '--json'], folder);
  expect(code).toBe(exitCodes.fine);
  const page = readFileSync(join(folder, 'pages/it.html'));
  expect(JSON.parse(out)).toEqual({ explorer: 'pages/it.html', bytes: page.length });
  expect(page.length).toBeLessThan(1_500_000);
  expect(page.toString()).toContain('Plumbline explorer');
  // what a browser would fetch by itself
  expect(page.toString()).not.toMatch(/<(script|img|link|iframe)[^>]*\s(src|href)=/);
});

test('a place that cannot be written is named', async () => {
  mkdirSync(join(folder, 'taken'));
  const { code, err } = await cli(['explore', '--out', 'taken'], folder);
  expect(code).toBe(exitCodes.badInput);
  expect(err).toMatch(/^taken: --out: cannot be written|^taken --out: cannot be written/);
});
