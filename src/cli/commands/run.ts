import { join } from 'node:path';
import process from 'node:process';
import { Command } from 'commander';
import { InputError } from '../../core/errors.ts';
import { shellLine } from '../../core/shellLine.ts';
import { loadStudy } from '../../experiment/load/study.node.ts';
import type { Shard } from '../../experiment/plan/shard.ts';
import { type RunResult, runStudy } from '../../experiment/runStudy.node.ts';
import { exitCodes } from '../exitCodes.ts';
import { leaveReport } from '../leaveReport.ts';
import { MOST, wholeNumber } from '../options.ts';
import { answer, remark } from '../output.ts';
import { progressLine } from '../progress.ts';
import { shardOption } from '../shardOption.ts';
import { withStopSignal } from '../stopSignal.ts';
import { concludeStudy, tellCounts, tellStudy } from '../studyAnswer.ts';

type Options = {
  readonly out?: string;
  readonly workers?: number;
  readonly replicates?: number;
  readonly only?: string;
  readonly shard?: Shard;
  readonly json?: boolean;
  readonly report: boolean;
};

export function runCommand(): Command {
  return new Command('run')
    .description('runs a study, or goes on where it stopped; exits 4 while incomplete')
    .argument('<experiment>', 'name of a study that comes with plumbline, or the path of its file')
    .option('--out <dir>', 'results folder (default: results/<study>)')
    .option('--workers <n>', 'child processes; 0 runs in this one (default: all cores)', wholeNumber(0, MOST.workers))
    .option('--replicates <n>', "instead of the study's own number", wholeNumber(1, MOST.replicates))
    .option('--only <names>', 'arms or scenarios, separated by commas')
    .option('--shard <i/n>', 'one of n parts of like work, counted from 1, for `merge` to bring together', shardOption)
    .option('--json', 'print what was found as JSON')
    .option('--no-report', 'leave report.html away')
    .addHelpText('after', '\nExample:\n  plumbline run quickstart --replicates 20 --workers 2')
    .action(async (name: string, { json, out: folder, only, shard, report, ...options }: Options) => {
      const study = loadStudy(name);
      const out =
        folder ?? join('results', `${study.name}${shard === undefined ? '' : `.shard-${shard.index}-of-${shard.of}`}`);
      const progress = progressLine(process.stderr);
      const part = { ...(only === undefined ? {} : { only: names(only) }), ...(shard === undefined ? {} : { shard }) };
      const asked = { study, out, ...options, ...part };
      const result = await withStopSignal((signal) =>
        runStudy({ ...asked, onProgress: progress.show, signal }).finally(progress.finish),
      );
      for (const line of result.damage) remark(`journal: ${line}`);
      if (result.halted !== undefined) return tellHalt(result);
      if (result.interrupted) return tellStop(result);
      if (shard !== undefined) return tellShard(result, shard, out, json);
      tellStudy(result, json);
      concludeStudy(result, out);
      if (report) await leaveReport(out, result.counts.done);
    });
}

/** Commas inside the brackets of an arm's name, `ols[media=searched,trend=true]`, separate nothing. */
function names(list: string): readonly string[] {
  const all = list.split(/,(?![^[]*\])/).map((name) => name.trim());
  if (all.some((name) => name === '')) throw new InputError({ path: '--only', message: `"${list}" has an empty name` });
  return all;
}

function tellStop({ counts }: RunResult): void {
  const again = `plumbline ${shellLine(process.argv.slice(2))}`;
  remark(`stopped at ${counts.done} of ${counts.total} attempts; go on with: ${again}`);
  process.exitCode = exitCodes.interrupted;
}

/** The disk did not let it: one line, and the work is still to be done. */
function tellHalt({ halted, counts }: RunResult): void {
  const again = `plumbline ${shellLine(process.argv.slice(2))}`;
  remark(`${halted}; ${counts.done} of ${counts.total} attempts are kept; then go on with: ${again}`);
  process.exitCode = exitCodes.incomplete;
}

/** A part of the rows finds nothing by itself: how many they are. Done is fine, whatever other parts lack. */
function tellShard({ plan, counts, shard, hash }: RunResult, { index, of }: Shard, out: string, json?: boolean): void {
  const { units, done } = shard!;
  const found = {
    study: plan.name,
    shard: index,
    of,
    attempts: units,
    done,
    by_status: counts.byStatus,
    results_hash: hash,
  };
  answer(json, found, `part ${index} of ${of}: ${done} of its ${units} attempts; the whole study has ${counts.total}`);
  tellCounts(plan, counts, out);
  if (done < units) process.exitCode = exitCodes.incomplete;
}
