import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { Command } from 'commander';
import { InputError } from '../../core/errors.ts';
import { readTextFile } from '../../core/files.node.ts';
import { readSubmission } from '../../experiment/submission/read.ts';
import { questionsOf, type SubmissionScore, scoreSubmission } from '../../experiment/submission/score.ts';
import { loadRecorded } from '../../scenario/recorded/load.node.ts';
import type { RecordedWorld } from '../../scenario/recorded/types.ts';
import { answer, remark } from '../output.ts';
import { PACK, packFile } from '../packFile.ts';
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
      const world = worldOf(pack, truth);
      const rows = readSubmission(readTextFile(file, 'submission'), file, questionsOf(world));
      const scored = scoreSubmission(world, rows, basename(file).replace(/\.csv$/i, ''));
      answer(json, scored.performance, textOf(world, scored));
      for (const line of remarks(scored)) remark(line);
    });
}

/** @throws InputError where there is nothing to score against, which a swap of the two paths is the likeliest cause of */
function worldOf(pack: string, truth: string | undefined): RecordedWorld {
  const file = packFile(pack);
  if (/\.csv$/i.test(pack)) {
    const message = 'is no pack; the pack comes first, then the submission';
    throw new InputError({ file: pack, message });
  }
  if (!existsSync(file)) {
    const message =
      file === pack
        ? 'there is no such pack: a folder, or the path of a recorded world'
        : `is no pack: it has no ${PACK}`;
    throw new InputError({ file: pack, message });
  }
  const world = loadRecorded(file, truth);
  if (world.truth !== null) return world;
  const message = 'the truth is not in the pack; say where it is with --truth';
  throw new InputError({ file: world.truthFiles.join(', '), message });
}

function textOf({ name, periods, datasets }: RecordedWorld, scored: SubmissionScore): string {
  const { performance, levels, answered, asked } = scored;
  // without a single interval the usual one is shown as missing
  const shown = levels.length === 0 ? [0.95] : levels;
  const tables = performanceTables({ levels: shown, cells: [{ name: `${name}@${periods}` }] }, performance);
  return `${tables}\n${counted(datasets.length, 'dataset')} · ${answered} of ${counted(asked, 'estimate')}`;
}

const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

/** More names than fit a line; the rest are counted. */
const NAMED = 5;

function remarks({ answered, asked, silent, unanswered }: SubmissionScore): readonly string[] {
  const more = unanswered.length > NAMED ? ` and ${unanswered.length - NAMED} more` : '';
  const missing = asked - answered;
  return [
    ...(missing === 0
      ? []
      : [
          `${missing} of ${asked} estimates ${missing === 1 ? 'is missing and counts as a failure' : 'are missing and count as failures'}`,
        ]),
    ...(unanswered.length === 0 ? [] : [`no row at all for ${unanswered.slice(0, NAMED).join(', ')}${more}`]),
    ...silent.map((name) => `no row at all for ${name}`),
  ];
}
