import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const home = fileURLToPath(new URL('../../../', import.meta.url));

/** A block of code of a page. Blocks that are only indented have what they say as their language: `sh` where they begin with a
 *  command, `yaml` where they are some, else `formula`. A fence without a language holds what it holds as well. */
export type Block = {
  readonly page: string;
  readonly line: number;
  readonly language: string;
  readonly fenced: boolean;
  readonly text: string;
};

/** README.md and every page of docs/, by their paths in the repository. */
export function pages(): readonly string[] {
  const below = readdirSync(join(home, 'docs'), { recursive: true, encoding: 'utf8' });
  const docs = below.filter((path) => path.endsWith('.md')).map((path) => `docs/${path}`);
  return ['README.md', 'CONTRIBUTING.md', ...docs.sort()];
}

export const textOf = (page: string): string => readFileSync(join(home, page), 'utf8');

export function blocksOf(page: string): readonly Block[] {
  const found: Block[] = [];
  const lines = textOf(page).split('\n');
  for (let i = 0; i < lines.length; i++) {
    const start = i;
    const fence = /^\s*```(.*)$/.exec(lines[i]!);
    if (fence !== null) {
      while (!/^\s*```$/.test(lines[++i] ?? '```'));
      const text = lines.slice(start + 1, i).join('\n');
      found.push({ page, line: start + 1, language: fence[1] || guessed(text), fenced: true, text });
    } else if (/^ {4}/.test(lines[i]!) && lines[i - 1] === '') {
      while (/^ {4}/.test(lines[i + 1] ?? '') || (lines[i + 1] === '' && /^ {4}/.test(lines[i + 2] ?? ''))) i++;
      const text = dedent(lines.slice(start, i + 1));
      found.push({ page, line: start + 1, language: guessed(text), fenced: false, text });
    }
  }
  return found;
}

function dedent(lines: readonly string[]): string {
  const margin = Math.min(...lines.filter((line) => line !== '').map((line) => /^ */.exec(line)![0].length));
  return lines.map((line) => line.slice(margin)).join('\n');
}

function guessed(text: string): string {
  if (/^(plumbline|npm|npx|node|bash|git|cd|python3) /.test(text)) return 'sh';
  return /^(data|estimators|scenarios|name): *(\{|\n|\w)/.test(text) ? 'yaml' : 'formula';
}
