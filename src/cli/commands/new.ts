import { existsSync, writeFileSync } from 'node:fs';
import { Argument, Command } from 'commander';
import { InputError } from '../../core/errors.ts';
import { closest } from '../../core/spelling.ts';
import { answer } from '../output.ts';
import { estimatorStarters, type Starter, starterFiles, starters } from '../starters.ts';

const kinds = [...Object.keys(starters), 'estimator'];

export function newCommand(): Command {
  return new Command('new')
    .description('writes a commented file to start from, which runs as it is')
    .addArgument(new Argument('<what>', `one of ${kinds.join(', ')}`))
    .argument('<name>', 'names the file, here in this folder')
    .option('--language <name>', `of an estimator: ${Object.keys(estimatorStarters).join(', ')}`)
    .option('--json', 'print what was written as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  plumbline new estimator mine --language python   # mine.py, and mine-study.yaml that runs it beside ours',
    )
    .action((what: string, name: string, { language, json }: { language?: string; json?: boolean }) => {
      const starter = starterOf(what, language);
      if (!/^[a-z][a-z0-9-]*$/.test(name)) {
        const guess = name
          .toLowerCase()
          .replaceAll(/[^a-z0-9]+/g, '-')
          .replaceAll(/^[^a-z]+|-$/g, '');
        const message = `"${name}" is no name: small letters, digits and dashes, a letter first`;
        throw new InputError({ path: '<name>', message, ...(guess === '' ? {} : { guess }) });
      }
      const files = starterFiles(starter, name);
      // nothing of the reader's is written over, and nothing is half there
      for (const file of Object.keys(files)) {
        if (existsSync(file)) throw new InputError({ file, message: 'is there already; choose another name' });
      }
      for (const [file, text] of Object.entries(files)) writeFileSync(file, text, { flag: 'wx' });
      const next = starter.next(name);
      const width = Math.max(...next.map(([line]) => line.length));
      const steps = next.map(([line, about]) => `  ${line.padEnd(width)}  # ${about}`);
      const written = Object.keys(files);
      const found = { written, next: next.map(([line]) => line) };
      answer(json, found, [`wrote ${written.join(' and ')}; next:`, ...steps].join('\n'));
    });
}

function starterOf(what: string, language: string | undefined): Starter {
  if (what === 'estimator') return pick(estimatorStarters, language ?? 'javascript', '--language');
  const starter = pick(starters, what, '<what>', kinds);
  if (language !== undefined) {
    throw new InputError({
      path: '--language',
      message: `a starter for ${what} is YAML; only an estimator has a language`,
    });
  }
  return starter;
}

function pick<T>(from: Readonly<Record<string, T>>, name: string, path: string, allowed = Object.keys(from)): T {
  if (Object.hasOwn(from, name)) return from[name]!;
  const guess = closest(name, allowed);
  const message = `"${name}" is none of ${allowed.join(', ')}`;
  throw new InputError({ path, message, ...(guess === undefined ? {} : { guess }) });
}
