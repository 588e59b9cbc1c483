import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cli, type Outcome } from '../cli.fixture.ts';

/** A line of a `sh` block, and the exit code that a comment promises: `plumbline compare a b   # exit 1`. */
export type Command = { readonly line: string; readonly code: number | undefined };

/** The lines of a block; one that ends in a backslash goes on in the next. */
export function commandsOf(text: string): readonly Command[] {
  const lines = text.replaceAll(/\s*\\\n\s*/g, ' ').split('\n');
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const code = /# exit (\d+)$/.exec(line)?.[1];
      return { line: line.replace(/\s+#.*$/, ''), code: code === undefined ? undefined : Number(code) };
    });
}

/** Words of a line; quotes keep one together. No variables, no globs. */
export const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, one, two, bare]) => one ?? two ?? bare!);

type Size = {
  readonly replicates: number;
  /** in a copy of the folder, where a page edits a module between two runs: from one place it would be loaded once */
  readonly apart: boolean;
};

/** Runs `plumbline …` as on the page, but small, and `sed` and `cp` as they are.
 *  @throws for another program: it must be exempt, with a reason */
export async function runLine(line: string, folder: string, { replicates, apart }: Size): Promise<Outcome> {
  const [program, ...words] = wordsOf(line);
  if (program === 'sed' || program === 'cp') {
    execFileSync(program, words, { cwd: folder });
    return { code: 0, out: '', err: '' };
  }
  if (program !== 'plumbline') throw new Error(`"${line}": no test knows how to run ${program}`);
  const to = words.indexOf('>');
  if (to !== -1) {
    const outcome = await cli(words.slice(0, to), folder);
    writeFileSync(join(folder, words[to + 1]!), outcome.out);
    return outcome;
  }
  const said = small(words, replicates);
  if (!apart) return await cli(said, folder);
  const copy = mkdtempSync(join(tmpdir(), 'plumbline-copy-'));
  cpSync(folder, copy, { recursive: true });
  const outcome = await cli(said, copy);
  rmSync(folder, { recursive: true });
  renameSync(copy, folder);
  return outcome;
}

function small(words: readonly string[], replicates: number): readonly string[] {
  if (words[0] !== 'run') return words;
  const report = words.includes('--no-report') ? [] : ['--no-report'];
  return [...words, '--replicates', `${replicates}`, '--workers', '0', ...report];
}

/** A line as it would look with other numbers: they are gone, with the verdict that a row of `compare` ends in, and runs of spaces
 *  and rules count as one. */
export const shapeOf = (line: string): string =>
  line
    .replace(/ (pass|regression|inconclusive)$/, '')
    .replaceAll(/─+/g, '─')
    .replaceAll(/[-−+±]?\d[\d.,]*/g, '#')
    .replaceAll(/\s+/g, ' ')
    .trim();
