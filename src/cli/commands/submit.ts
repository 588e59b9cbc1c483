import { join, relative } from 'node:path';
import process from 'node:process';
import { Command, Option } from 'commander';
import { loadStudy } from '../../experiment/load/study.node.ts';
import { slurm } from '../../experiment/slurm/scheduler.node.ts';
import { submitStudy } from '../../experiment/slurm/submit.node.ts';
import { MOST, wholeNumber } from '../options.ts';
import { answer, remark } from '../output.ts';
import { MOST_SHARDS } from '../shardOption.ts';
import { submittedJson, submittedText } from '../submittedText.ts';

type Options = {
  readonly engine: 'slurm';
  readonly out?: string;
  readonly shards?: number;
  readonly throttle?: number;
  readonly time: number;
  readonly mem: number;
  readonly dryRun?: boolean;
  readonly json?: boolean;
};

export function submitCommand(): Command {
  return (
    new Command('submit')
      .description('hands a study, or what its results still lack, to a cluster')
      .argument('<experiment>', 'name of a study that comes with plumbline, or the path of its file')
      .addOption(new Option('--engine <name>', 'the scheduler').choices(['slurm']).makeOptionMandatory())
      .option('--out <dir>', 'results folder, seen by every node (default: results/<study>)')
      .option('--shards <n>', 'tasks, instead of what the estimated work says', wholeNumber(1, MOST_SHARDS))
      .option('--throttle <n>', 'tasks at once', wholeNumber(1, MOST.replicates))
      // SLURM may signal two minutes before the end, which must not be the beginning; a year at most
      .option('--time <minutes>', 'time limit of a task', wholeNumber(5, 525_600), 60)
      .option('--mem <MB>', 'memory of a task', wholeNumber(256, 16_777_216), 2048)
      .option('--dry-run', 'print the scripts; write and submit nothing')
      .option('--json', 'print what was submitted as JSON')
      .addHelpText('after', '\nExample:\n  plumbline submit quickstart --engine slurm --throttle 50')
      .action(async (name: string, { out: folder, time, mem, json, engine: _, ...options }: Options) => {
        const study = loadStudy(name);
        const out = folder ?? join('results', study.name);
        const scheduler = slurm();
        const submitted = await submitStudy({
          ...{ ...options, study, out, minutes: time, megabytes: mem },
          command: [process.execPath, process.argv[1]!],
          ...(scheduler === undefined ? {} : { scheduler }),
        });
        const how = options.dryRun ? 'dry-run' : scheduler === undefined ? 'by-hand' : 'submitted';
        answer(
          json,
          submittedJson(submitted),
          submittedText(submitted, how, (file) => relative('', file)),
        );
        if (scheduler === undefined && submitted.merge !== undefined && !options.dryRun)
          remark('there is no sbatch here: the scripts are written, and submitted where SLURM is with the lines above');
      })
  );
}
