import { join } from 'node:path';
import { Command } from 'commander';
import { InputError } from '../../core/errors.ts';
import { unwritable } from '../../core/files.node.ts';
import { gatherReport } from '../../report/data/gather.node.ts';
import { writePage } from '../../report/write.node.ts';
import { selfCheckFacts } from '../leaveReport.ts';
import { answer } from '../output.ts';

type Options = {
  readonly out?: string;
  readonly refit: boolean;
  readonly selfCheck: boolean;
  readonly json?: boolean;
};

export function reportCommand(): Command {
  return new Command('report')
    .description('the page of a study: figures, the worlds, and every measure, in one file')
    .argument('<results>', 'results folder of a study')
    .option('--out <file>', 'where the page goes (default: report.html in the folder)')
    .option('--no-refit', 'make no fit again: without posteriors and estimated curves')
    .option('--no-self-check', 'leave the check of the scoring away, which takes about a second')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  plumbline report results/quickstart --out quickstart.html')
    .action(async (results: string, { out, refit, selfCheck, json }: Options) => {
      const file = out ?? join(results, 'report.html');
      const data = await gatherReport(results, { refit, selfCheck: selfCheck ? await selfCheckFacts() : null });
      const bytes = writing(file, () => writePage(data, file));
      const { answer: sentence } = data.study;
      answer(json, { report: file, bytes, answer: sentence }, `${sentence}\n${file}`);
    });
}

/** @throws InputError where the disk says no */
function writing<Value>(file: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new InputError({ file, message: `cannot be written: ${unwritable(error)}` });
  }
}
