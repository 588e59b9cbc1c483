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

test('the table in the README is the one of the published run', () => {
  const [, block] = /<!-- quickstart -->\n([\s\S]*?)<!-- \/quickstart -->/.exec(readme)!;
  const published = readFileSync(
    new URL('../../results/published/quickstart/performance.csv', import.meta.url),
    'utf8',
  );
  const { header, rows } = readTable(published, 'performance.csv', []);
  const bias = (cell: string, arm: string, channel: string): number => {
    const wanted = { cell, arm, channel, measure: 'bias' };
    const at = (name: string) => header.findIndex(({ text }) => text === name);
    const row = rows.find((cells) => Object.entries(wanted).every(([name, value]) => cells[at(name)]!.text === value));
    return Number(row![at('value')]!.text);
  };
  // one number a world, as it stands in the table
  for (const [cell, arm, channel] of [
    ['clean@208', 'ols', 'tv'],
    ['hidden-demand@208', 'bayesian', 'search'],
    ['social-funnel@208', 'two-stage', 'facebook'],
  ] as const) {
    const shown = new RegExp(`${cell}[\\s\\S]*?\\n${arm}\\s[\\s\\S]*?${channel} +[\\d.]+ +(-?[\\d.]+)`).exec(block!);
    expect(Math.abs(Number(shown![1]) - bias(cell, arm, channel))).toBeLessThan(0.006);
  }
});
