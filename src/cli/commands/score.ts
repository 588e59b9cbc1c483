import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Command } from 'commander';
import { InputError } from '../../core/errors.ts';
import { readTextFile } from '../../core/files.node.ts';
import { readSubmission } from '../../experiment/submission/read.ts';
import { questionsOf, type SubmissionScore, scoreSubmission } from '../../experiment/submission/score.ts';
import { loadRecorded } from '../../scenario/recorded/load.node.ts';
import { answer, remark } from '../output.ts';
import { performanceTables } from '../performanceTables.ts';

const examples = `
A submission has a row an estimate, columns dataset, channel, point, lower, upper,
and if need be estimand, level and se.

Examples:
  plumbline score my-pack submission.csv
  plumbline score my-pack submission.csv --truth kept-apart/truth.csv`;

export function scoreCommand(): Command {
  return new Command('score')
    .description('estimates that any tool made for the datasets of a pack, held against their truth')
    .argument('<pack>', 'folder with a pack.yaml, or the path of a recorded world')
    .argument('<submission.csv>', 'one row an estimate')
    .option('--truth <file>', 'where the truth is, if it is not in the pack')
    .option('--json', 'print JSON')
    .addHelpText('after', examples)
    .action((pack: string, file: string, { truth, json }: { readonly truth?: string; readonly json?: boolean }) => {
      const world = loadRecorded(packFile(pack), truth);
      if (world.truth === null) {
        const message = `the truth is not in the pack; say where it is with --truth`;
        throw new InputError({ file: world.truthFiles.join(', '), message });
      }
      const rows = readSubmission(readTextFile(file, 'submission'), file, questionsOf(world));
      const scored = scoreSubmission(world, rows, basename(file).replace(/\.csv$/i, ''));
      answer(json, scored.performance, textOf(world.name, world.periods, scored));
      for (const line of remarks(scored)) remark(line);
    });
}

function packFile(pack: string): string {
  return existsSync(pack) && statSync(pack).isDirectory() ? join(pack, 'pack.yaml') : pack;
}

function textOf(name: string, periods: number, { performance, levels }: SubmissionScore): string {
  // without a single interval the usual one is shown as missing
  const shown = levels.length === 0 ? [0.95] : levels;
  return performanceTables({ levels: shown, cells: [{ name: `${name}@${periods}` }] }, performance);
}

function remarks({ answered, asked, silent }: SubmissionScore): readonly string[] {
  return [
    ...(answered === asked ? [] : [`${asked - answered} of ${asked} estimates are missing and count as failures`]),
    ...silent.map((name) => `no row at all for ${name}`),
  ];
}
