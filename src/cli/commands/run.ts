import { join } from 'node:path';
import process from 'node:process';
import { Command } from 'commander';
import { InputError } from '../../core/errors.ts';
import { loadStudy } from '../../experiment/load/study.node.ts';
import { tableFiles } from '../../experiment/output/tables.ts';
import { type RunResult, runStudy } from '../../experiment/runStudy.node.ts';
import { exitCodes } from '../exitCodes.ts';
import { MOST, wholeNumber } from '../options.ts';
import { answer, remark } from '../output.ts';
import { flaggedLine, performanceTables } from '../performanceTables.ts';
import { progressLine } from '../progress.ts';
import { sbcJson, sbcText } from '../sbcText.ts';
import { shellLine } from '../shellLine.ts';
import { withStopSignal } from '../stopSignal.ts';

type Options = {
  readonly out?: string;
  readonly workers?: number;
  readonly replicates?: number;
  readonly only?: string;
  readonly json?: boolean;
};

export function runCommand(): Command {
  return new Command('run')
    .description('runs a study, or goes on where it stopped; exits 4 while incomplete')
    .argument('<experiment>', 'name of a study that comes with plumbline, or the path of its file')
    .option('--out <dir>', 'results folder (default: results/<study>)')
    .option('--workers <n>', 'child processes; 0 runs in this one (default: all cores)', wholeNumber(0, MOST.workers))
    .option('--replicates <n>', "instead of the study's own number", wholeNumber(1, MOST.replicates))
    .option('--only <names>', 'arms or scenarios, separated by commas')
    .option('--json', 'print what was found as JSON')
    .addHelpText('after', '\nExample:\n  plumbline run quickstart --replicates 20 --workers 2')
    .action(async (name: string, { json, out: folder, only, ...options }: Options) => {
      const study = loadStudy(name);
      const out = folder ?? join('results', study.name);
      const progress = progressLine(process.stderr);
      const asked = { study, out, ...options, ...(only === undefined ? {} : { only: names(only) }) };
      const result = await withStopSignal((signal) =>
        runStudy({ ...asked, onProgress: progress.show, signal }).finally(progress.finish),
      );
      for (const line of result.damage) remark(`journal: ${line}`);
      if (!result.interrupted) tell(result, json, study.question);
      conclude(result, out);
    });
}

/** Commas inside the brackets of an arm's name, `ols[media=searched,trend=true]`, separate nothing. */
function names(list: string): readonly string[] {
  const all = list.split(/,(?![^[]*\])/).map((name) => name.trim());
  if (all.some((name) => name === '')) throw new InputError({ path: '--only', message: `"${list}" has an empty name` });
  return all;
}

/** What was found, on stdout. */
function tell({ plan, performance, calibration }: RunResult, json: boolean | undefined, question?: string): void {
  if (calibration === undefined) answer(json, performance, performanceTables(plan, performance, question));
  else answer(json, sbcJson(plan, calibration), sbcText(plan, calibration, question));
}

/** What came of it, on stderr, and the exit code. */
function conclude({ plan, counts, interrupted, complete, calibration, performance }: RunResult, out: string): void {
  const again = `plumbline ${shellLine(process.argv.slice(2))}`;
  if (interrupted) {
    remark(`stopped at ${counts.done} of ${counts.total} attempts; go on with: ${again}`);
    process.exitCode = exitCodes.interrupted;
    return;
  }
  const failures = Object.entries(counts.byStatus).filter(([status, n]) => status !== 'ok' && n > 0);
  remark(
    [
      `${counts.done} of ${counts.total} attempts`,
      failures.length === 0 ? 'none failed' : `${failures.map(([status, n]) => `${n} ${status}`).join(', ')}`,
      `written to ${join(out, '/')}`,
    ].join(' · '),
  );
  if (failures.length > 0)
    remark(`why each of them failed: columns status and reason of ${join(out, tableFiles(plan).rows)}`);
  const flagged = flaggedLine(performance);
  if (flagged !== undefined) remark(flagged);
  if (calibration?.passed === false) process.exitCode = exitCodes.finding;
  if (!complete) {
    remark('incomplete: the other attempts of this plan are still to be made');
    process.exitCode = exitCodes.incomplete;
  }
}
