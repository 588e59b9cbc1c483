import process from 'node:process';
import { Command, Option } from 'commander';
import { InputError } from '../../core/errors.ts';
import { unwritable } from '../../core/files.node.ts';
import { readJournal } from '../../experiment/journal/index.node.ts';
import { openAtomic } from '../../experiment/output/atomic.node.ts';
import { readPlan } from '../../experiment/output/folder.node.ts';
import { rsimsumTable } from '../../experiment/output/rsimsum.ts';
import { remark } from '../output.ts';

type Options = { readonly format: 'rsimsum'; readonly out?: string };

export function exportCommand(): Command {
  return new Command('export')
    .description('the rows of a study in the form of another program')
    .argument('<results>', 'its results folder')
    .addOption(
      new Option('--format <name>', 'the form: long, as rsimsum of R reads it').choices(['rsimsum']).default('rsimsum'),
    )
    .option('--out <file>', 'where to write it (default: stdout)')
    .addHelpText('after', '\nExample:\n  plumbline export results/quickstart --out quickstart-long.csv')
    .action((folder: string, { out }: Options) => {
      const plan = readPlan(folder);
      if (plan.calibration !== undefined)
        throw new InputError({ file: folder, message: 'is a study of calibration: it has ranks, no estimates' });
      const index = readJournal(folder, plan);
      try {
        if (out === undefined) rsimsumTable(plan, index, (lines) => process.stdout.write(lines));
        else {
          const file = opened(out);
          rsimsumTable(plan, index, file.write);
          file.keep();
          remark(`written to ${out}`);
        }
      } finally {
        index.close();
      }
    });
}

/** @throws InputError where nothing can be written there */
function opened(file: string): ReturnType<typeof openAtomic> {
  try {
    return openAtomic(file);
  } catch (error) {
    throw new InputError({ file, message: `cannot be written: ${unwritable(error)}` });
  }
}
