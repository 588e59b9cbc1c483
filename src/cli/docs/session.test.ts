import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, describe, expect, test } from 'vitest';
import { listClaimStudies } from '../../experiment/load/claims.node.ts';
import { listStudies } from '../../experiment/load/study.node.ts';
import { type Block, blocksOf, pages } from './blocks.fixture.ts';
import { exemption, wayOf } from './rules.fixture.ts';
import { type Command, commandsOf, runLine, shapeOf, wordsOf } from './session.fixture.ts';

/** Set by tools/ci/external.sh: what a page needs must be there. */
const mustRun = process.env.PLUMBLINE_EXTERNAL_EXAMPLES === 'all';
// Debian's Python has Debian's numpy; another Python before it on the path has not
const { PATH } = process.env;
process.env.PATH = `/usr/bin:${PATH}`;
afterAll(() => {
  process.env.PATH = PATH;
});
const hasNumpy = mustRun || spawnSync('python3', ['-c', 'import numpy']).status === 0;
if (!hasNumpy) console.warn('not run: the lines of the README that need python3 with numpy, which is not here');

const weeks = Array.from({ length: 130 }, (_, t) => {
  const [tv, search] = [20 + ((t * 7) % 13), 30 + ((t * 5) % 17)];
  return `${t},${100 + tv + 2 * search + ((t * 3) % 11)},${tv},${search},${8 + (t % 5)}`;
});
const study =
  'name: my-study\nscenarios: [clean]\nperiods: 40\nestimators: { ols: { use: ols } }\nreplicates: 3\nseed: 1\n';

type Page = {
  /** of what `run` runs on this page */
  readonly replicates: number;
  readonly apart?: boolean;
  /** what the reader has besides */
  readonly files?: Readonly<Record<string, string>>;
  /** what the reader has run before */
  readonly before?: readonly string[];
};

/** Pages whose commands are one session: later lines use what earlier ones wrote. */
const sessions: Readonly<Record<string, Page>> = {
  'README.md': {
    replicates: 2,
    files: { 'sales.csv': ['week,revenue,tv,search,price', ...weeks].join('\n') },
  },
  'docs/tutorials/study-an-estimator.md': { replicates: 8 },
  'docs/tutorials/guard-a-model-in-ci.md': { replicates: 25, apart: true },
  'docs/tutorials/property-test.md': { replicates: 2 },
  'docs/methods/decisions.md': {
    replicates: 2,
    files: {
      'sales.csv': ['week,revenue,tv,search,price', ...weeks].join('\n'),
      'fit.yaml': `data: { date: week, outcome: revenue, channels: [tv, search] }\nestimator: { use: ols }\n`,
    },
  },
  'docs/methods/planning.md': { replicates: 2, before: ['plumbline run clean-ols --out my-results'] },
  'docs/methods/compare.md': {
    replicates: 5,
    files: { 'my-study': study },
    before: ['plumbline run my-study --out my-baseline'],
  },
};

const isRun = (block: Block): boolean => wayOf(block)?.how === 'run' && block.language === 'sh';

for (const [page, { replicates, apart = false, files = {}, before = [] }] of Object.entries(sessions)) {
  describe(page, () => {
    const folder = mkdtempSync(join(tmpdir(), 'plumbline-page-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    let printed = '';

    const follow = async ({ line, code = 0 }: Command) => {
      const words = wordsOf(line);
      // a file of the reader's that goes by a name is meant by its path
      const said = line.replace(/ run (my-study)\b/, ' run ./$1');
      const { code: found, out, err } = await runLine(said, folder, { replicates, apart });
      // with few replicates claims and gates may come out otherwise
      const fine = words[1] === 'run' ? [0, 1] : [code];
      expect(fine, `${line}\n${err}`).toContain(found);
      printed += `${out}\n${err}\n`;
    };

    for (const line of before) test(`before: ${line}`, () => follow({ line, code: undefined }));
    for (const block of blocksOf(page)) {
      const name = /^# (\S+\.yaml)$/m.exec(block.text)?.[1];
      if (block.language === 'yaml' && name !== undefined) writeFileSync(join(folder, name), block.text);
      if (isRun(block)) {
        for (const command of commandsOf(block.text)) {
          if (exemption(command.line) !== undefined) continue;
          const needs = /mine/.test(command.line) && page === 'README.md' && command.line.includes(' run ');
          test.skipIf(needs && !hasNumpy)(command.line, () => follow(command));
        }
      }
      if (wayOf(block)?.how === 'output') {
        test(`what stands on line ${block.line} is what comes out, but for the numbers`, () => {
          // readme.test.ts holds the first table of the README; the second needs numpy
          if (page === 'README.md' && (block.text.startsWith('hidden-demand@208') || !hasNumpy)) return;
          const shapes = new Set(printed.split('\n').map(shapeOf));
          for (const line of block.text.split('\n')) expect(shapes).toContain(shapeOf(line));
        });
      }
    }
  });
}

test('CI files of the guard do what they say, and the verdict on equal files is pass', async () => {
  const blocks = blocksOf('docs/tutorials/guard-a-model-in-ci.md').filter(({ language }) => language === 'yaml');
  const ci = blocks.filter(({ text }) => text.includes('npm install --global plumbline'));
  expect(ci.length).toBe(2);
  for (const { text } of ci) {
    const folder = mkdtempSync(join(tmpdir(), 'plumbline-ci-'));
    try {
      const guard = blocks[0]!.text;
      await runLine('plumbline new estimator mine', folder, { replicates: 2, apart: false });
      writeFileSync(join(folder, 'guard.yaml'), guard);
      for (const place of ['base', 'head']) {
        mkdirSync(join(folder, place));
        for (const file of ['mine.mjs', 'guard.yaml']) cpSync(join(folder, file), join(folder, place, file));
      }
      const lines = [...text.matchAll(/^ +-(?: run:)? (plumbline .*)$/gm)].map(([, line]) => line!);
      expect(lines.length).toBe(3);
      for (const line of lines) {
        const { code, err } = await runLine(line, folder, { replicates: 2, apart: false });
        expect(code, `${line}\n${err}`).toBe(0);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
});

/** Lines on other pages are of studies that take hours: there must be such studies, whose plans are other tests'. */
const others = pages()
  .filter((page) => !Object.hasOwn(sessions, page))
  .flatMap(blocksOf)
  .filter(isRun)
  .flatMap(({ page, text }) => commandsOf(text).map(({ line }) => ({ page, line })))
  .filter(({ line }) => exemption(line) === undefined);

test.each(others)('$page: $line', ({ line }) => {
  const [program, command, ...names] = wordsOf(line);
  expect(program).toBe('plumbline');
  const known: Readonly<Record<string, readonly string[]>> = { run: listStudies(), verify: listClaimStudies() };
  expect(Object.keys(known)).toContain(command);
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) expect(known[command!]).toContain(name);
});
