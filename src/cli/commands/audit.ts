import process from 'node:process';
import { Command } from 'commander';
import { InputError } from '../../core/errors.ts';
import { runSelfCheck } from '../../experiment/selfCheck/selfCheck.node.ts';
import { checkProblem, isKnown, readProblem, referenceFiles } from '../auditFiles.ts';
import { type Audited, auditText, type Skipped } from '../auditText.ts';
import { exitCodes } from '../exitCodes.ts';
import { MOST, wholeNumber } from '../options.ts';
import { answer, remark } from '../output.ts';
import { progressLine } from '../progress.ts';
import { selfCheckText } from '../selfCheckText.ts';
import { withStopSignal } from '../stopSignal.ts';

type Options = {
  readonly self?: boolean;
  readonly replicates?: number;
  readonly json?: boolean;
  readonly all?: boolean;
};

export function auditCommand(): Command {
  return new Command('audit')
    .description("refits reference problems and holds every number against other software's; exit 1 on any miss")
    .argument('[reference]', 'a reference problem (.json), or a folder of them')
    .option('--self', 'run the oracle estimators: are known biases and coverages recovered?')
    .option(
      '--replicates <n>',
      'with --self: replicates of each oracle, at least 100 (default: 10,000)',
      // of fewer, sums are not yet normal: the limit for z would be left by chance
      wholeNumber(100, MOST.replicates),
    )
    .option('--all', 'print every number or check, not only misses')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  plumbline audit --self\n  plumbline audit reference/')
    .action(async (reference: string | undefined, options: Options) => {
      if (options.self && reference !== undefined) {
        throw new InputError({ message: `audit takes "${reference}" or --self, not both` });
      }
      if (options.self) await auditSelf(options);
      else if (reference === undefined) {
        throw new InputError({ message: 'audit needs a reference problem, a folder of them, or --self' });
      } else await auditReference(reference, options);
    });
}

async function auditSelf({ replicates, json, all = false }: Options): Promise<void> {
  const progress = progressLine(process.stderr);
  const size = replicates === undefined ? {} : { replicates };
  const outcome = await withStopSignal((signal) =>
    runSelfCheck({ ...size, onProgress: progress.show, signal }).finally(progress.finish),
  );
  if (outcome === null) {
    process.exitCode = exitCodes.interrupted;
    return;
  }
  answer(json, outcome, selfCheckText(outcome, all));
  if (!outcome.passed) process.exitCode = exitCodes.finding;
}

/** Every problem is read before the first is refitted. In a folder, kinds that this version does not know are left out
 *  and said to be; a single file of such a kind is an error. */
async function auditReference(path: string, { json, all = false }: Options): Promise<void> {
  const { files, folder } = referenceFiles(path);
  const problems = files.map((file) => ({ file, problem: readProblem(file) }));
  const known = problems.filter(({ problem }) => isKnown(problem));
  const chosen = folder && known.length > 0 ? known : problems;
  const audited: Audited[] = [];
  for (const { file, problem } of chosen) {
    const begun = performance.now();
    const rows = await checkProblem(problem, file);
    audited.push({ file, problem: problem.id, kind: problem.kind, rows, seconds: (performance.now() - begun) / 1000 });
    remark(`${problem.id}: ${rows.length} numbers, ${rows.filter(({ ok }) => !ok).length} missed`);
  }
  const skipped = problems
    .filter((item) => !chosen.includes(item))
    .map(({ file, problem }): Skipped => ({ file, problem: problem.id, kind: problem.kind }));
  answer(json, { audited, skipped }, auditText(audited, skipped, all));
  if (audited.some(({ rows }) => rows.some(({ ok }) => !ok))) process.exitCode = exitCodes.finding;
}
