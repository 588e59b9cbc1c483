import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { buildProgram } from '../program.ts';
import { blocksOf, home, pages, textOf } from './blocks.fixture.ts';
import { exemption, wayOf } from './rules.fixture.ts';
import { commandsOf } from './session.fixture.ts';

const blocks = pages().flatMap(blocksOf);

test('every block of code in README.md and docs/ is run, parsed or held against something', () => {
  const free = blocks.filter((block) => wayOf(block) === undefined);
  expect(free.map(({ page, line, language }) => `${page}:${line} ${language}`)).toEqual([]);
  const counts = new Map<string, number>();
  for (const block of blocks) {
    const { how } = wayOf(block)!;
    counts.set(how, (counts.get(how) ?? 0) + 1);
  }
  const lines = blocks.filter(({ language }) => language === 'sh').flatMap(({ text }) => commandsOf(text));
  const notRun = lines.flatMap(({ line }) => (exemption(line) === undefined ? [] : [`  ${line}: ${exemption(line)}`]));
  const summary = [...counts].map(([how, count]) => `${count} ${how}`).join(', ');
  console.info(
    [
      `${blocks.length} blocks on ${pages().length} pages: ${summary}`,
      `${lines.length} command lines, of which not run: ${notRun.length}`,
      ...new Set(notRun),
    ].join('\n'),
  );
});

test.each(['js', 'ts', 'rust'])(
  'a block of %s on a new page is held by nothing until a rule says by what',
  (language) => {
    const block = { page: 'docs/new.md', line: 1, fenced: true, text: 'x', language };
    expect(wayOf(block)).toBeUndefined();
  },
);

test('a test that a page is left to is there and reads that page', () => {
  for (const block of blocks) {
    const way = wayOf(block)!;
    if (way.how !== 'elsewhere') continue;
    const name = basename(block.page, '.md');
    expect(readFileSync(join(home, way.by), 'utf8'), `${way.by} for ${block.page}`).toContain(name);
  }
});

const { scripts } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
  scripts: Readonly<Record<string, string>>;
};

test('every npm script and every file of a command line is there', () => {
  for (const { page, text } of blocks.filter(({ language }) => language === 'sh')) {
    for (const { line } of commandsOf(text)) {
      const script = /^npm run ([a-z-]+)/.exec(line)?.[1];
      if (script !== undefined) expect(Object.keys(scripts), `${page}: ${line}`).toContain(script);
      const file = /^bash (\S+)$/.exec(line)?.[1];
      if (file !== undefined) expect(existsSync(join(home, file)), `${page}: ${line}`).toBe(true);
    }
  }
});

test('every plumbline command that a page names, in a sentence or in a block, exists, and so do its options', () => {
  const commands = new Map(
    buildProgram().commands.map((command) => [command.name(), command.options.map(({ long }) => long)]),
  );
  let named = 0;
  for (const page of pages()) {
    for (const [span, name, rest] of textOf(page).matchAll(/`plumbline ([a-z]+)((?: [^`\n]*)?)`/g)) {
      named += 1;
      expect([...commands.keys(), 'help'], `${page}: ${span}`).toContain(name);
      for (const [option] of rest!.matchAll(/(?<= )--[a-z-]+/g))
        expect([...(commands.get(name!) ?? []), '--help'], `${page}: ${span}`).toContain(option);
    }
  }
  expect(named).toBeGreaterThan(50);
});
