import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseYamlDocument } from '../core/document.ts';
import { readTable } from '../dataset/csv/table.ts';
import { estimators } from '../estimate/registry.ts';
import { fitSpecSchema } from './fitSpec.ts';
import { buildProgram } from './program.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

test('the fit file of the README is one, and its settings are the estimator’s', () => {
  const [, yaml] = /```yaml\n([\s\S]*?)```/.exec(readme)!;
  const { estimator } = parseYamlDocument(yaml!, 'README.md', fitSpecSchema);
  const { use, ...settings } = estimator;
  expect(estimators[use as keyof typeof estimators].settingsSchema.safeParse(settings).success).toBe(true);
});

test('every command that the README names exists', () => {
  const known = buildProgram().commands.map((command) => command.name());
  const named = [...readme.matchAll(/plumbline ([a-z]+)/g)].map(([, name]) => name!);
  expect(named.length).toBeGreaterThan(5);
  for (const name of named) expect(known).toContain(name);
});

test('every file that the README links to is there', () => {
  const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map(([, path]) => path!).filter((path) => !path.includes(':'));
  expect(links.length).toBeGreaterThan(10);
  for (const link of links) expect(existsSync(new URL(`../../${link}`, import.meta.url)), link).toBe(true);
});

const quickstart = readFileSync(new URL('../../docs/quickstart.md', import.meta.url), 'utf8');
const published = readFileSync(new URL('../../results/published/quickstart/performance.csv', import.meta.url), 'utf8');
const { header, rows } = readTable(published, 'performance.csv', []);
const columns = ['cell', 'arm', 'channel', 'measure', 'value', 'mcse'].map((name) =>
  header.findIndex(({ text }) => text === name),
);
const performance = new Map<string, readonly number[]>(
  rows.map((cells) => {
    const [cell, arm, channel, measure, ...numbers] = columns.map((column) => cells[column]!.text);
    return [`${cell} ${arm} ${channel} ${measure}`, numbers.map(Number)] as const;
  }),
);

/** The last digit that is shown of a number, as a number: 0.001 for 0.687. */
const unit = (shown: string): number => 10 ** -(shown.split('.')[1]?.length ?? 0);

test.each([
  ['README.md', readme, 16],
  ['docs/quickstart.md', quickstart, 61],
])('bias and its error in the table of %s are those of the published run, row by row', (_, page, wanted) => {
  const [, block] = /<!-- quickstart -->\n([\s\S]*?)<!-- \/quickstart -->/.exec(page)!;
  let [cell, arm, seen] = ['', '', 0];
  for (const line of block!.split('\n')) {
    if (/^\S+@\d+$/.test(line)) cell = line;
    else if (/^[a-z-]+(?= {2}|$)/.test(line)) [arm] = line.split(' ') as [string];
    const row = /^\S* +(\S+) +[\d.]+ +(-?[\d.]+) ± ([\d.]+)/.exec(line);
    if (row === null) continue;
    seen += 1;
    const [, channel, bias, mcse] = row as unknown as readonly [string, string, string, string];
    const at = `${cell} ${arm} ${channel} bias`;
    const [value, error] = performance.get(at) ?? [];
    expect(Math.abs(Number(bias) - value!), at).toBeLessThanOrEqual(0.501 * unit(bias));
    expect(Math.abs(Number(mcse) - error!), at).toBeLessThanOrEqual(0.501 * unit(mcse));
  }
  expect(seen).toBe(wanted);
});

test('what the README shows of a Python estimator stands in the starter', () => {
  const [, block] = /```python\n([\s\S]*?)```/.exec(readme)!;
  const starter = readFileSync(new URL('../../examples/starters/estimator.py', import.meta.url), 'utf8').split('\n');
  for (const line of block!.trimEnd().split('\n')) expect(starter).toContain(line);
});
