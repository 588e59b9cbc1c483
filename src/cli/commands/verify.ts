import { join } from 'node:path';
import process from 'node:process';
import { Command } from 'commander';
import { InputError } from '../../core/errors.ts';
import { judgeClaims } from '../../experiment/claims/judge.ts';
import { listClaimStudies, loadClaimStudy } from '../../experiment/load/claims.node.ts';
import { nodeSurroundings, studyRoot } from '../../experiment/load/study.node.ts';
import { planStudy } from '../../experiment/plan/planStudy.ts';
import { openLedger } from '../../experiment/run/ledger.ts';
import { type RunResult, runStudy } from '../../experiment/runStudy.node.ts';
import { type Study, withReplicates } from '../../experiment/study/study.ts';
import { asExpected, tally } from '../claimText.ts';
import { exitCodes } from '../exitCodes.ts';
import { MOST, wholeNumber } from '../options.ts';
import { answer, remark } from '../output.ts';
import { progressLine } from '../progress.ts';
import { withStopSignal } from '../stopSignal.ts';
import { type Verified, verifiedJson, verifiedText } from '../verifyText.ts';

type Options = {
  readonly out?: string;
  readonly workers?: number;
  readonly replicates?: number;
  readonly full?: boolean;
  readonly json?: boolean;
};

export function verifyCommand(): Command {
  return new Command('verify')
    .description('runs studies that state claims, and says of each claim: holds, fails, or undecided')
    .argument('[experiment...]', 'names, or paths of files (default: all of experiments/claims/)')
    .option('--out <dir>', 'one results folder a study in here (default: results/verify, or results/verify-full)')
    .option('--workers <n>', 'child processes; 0 runs in this one (default: all cores)', wholeNumber(0, MOST.workers))
    .option('--replicates <n>', "instead of each study's own number", wholeNumber(1, MOST.replicates))
    .option('--full', 'the size of the sources, where a study declares one')
    .option('--json', 'print what was found as JSON')
    .addHelpText('after', '\nExample:\n  plumbline verify hill-pair')
    .action(async (names: string[], options: Options) => {
      const { full, replicates, json } = options;
      if (full && replicates !== undefined)
        throw new InputError({ message: '--full and --replicates are two sizes; give one' });
      const studies = (names.length === 0 ? listClaimStudies() : names).map((name) =>
        sized(loadClaimStudy(name), options),
      );
      // all that is wrong with any of them, before the first runs
      for (const study of studies) await planStudy(study, nodeSurroundings(studyRoot(study)));
      const verified: Verified[] = [];
      for (const study of studies) {
        const next = await verify(study, options);
        if (next === null) return;
        verified.push(next);
        if (!json) answer(false, null, verifiedText(next));
      }
      const claims = verified.flatMap((one) => one.claims);
      answer(json, { studies: verified.map(verifiedJson), summary: tally(claims) }, tally(claims));
      process.exitCode = exitCode(verified);
    });
}

/** @throws InputError for a study that claims nothing */
function sized(study: Study, { full, replicates }: Options): Study {
  if (study.claims.length === 0) throw new InputError({ file: study.file, message: 'the study states no claims' });
  const size = replicates ?? (full ? study.full?.replicates : undefined);
  return size === undefined || study.arms.length === 0 ? study : withReplicates(study, size);
}

/** Null where it was stopped: the rest is then not begun. */
async function verify(study: Study, options: Options): Promise<Verified | null> {
  const begun = performance.now();
  const seconds = (): number => (performance.now() - begun) / 1000;
  const head = { study, replicates: study.replicates };
  if (study.arms.length === 0) {
    const plan = await planStudy(study, nodeSurroundings(studyRoot(study)));
    const claims = judgeClaims(plan, { ledger: openLedger(plan), read: () => undefined });
    return { ...head, seconds: seconds(), out: null, complete: true, claims };
  }
  const folder = options.out ?? join('results', options.full ? 'verify-full' : 'verify');
  const out = join(folder, study.name);
  const { workers } = options;
  const progress = progressLine(process.stderr);
  const asked = { study, out, ...(workers === undefined ? {} : { workers }), onProgress: progress.show };
  const result = await withStopSignal((signal) => runStudy({ ...asked, signal }).finally(progress.finish));
  for (const line of result.damage) remark(`journal: ${line}`);
  if (stopped(result, study)) return null;
  return { ...head, seconds: seconds(), out, complete: result.complete, claims: result.claims };
}

function stopped({ interrupted, halted, counts }: RunResult, { name }: Study): boolean {
  if (!interrupted && halted === undefined) return false;
  const why = halted ?? 'stopped';
  remark(
    `${why}; ${name}: ${counts.done} of ${counts.total} attempts are kept, and the same command goes on from there`,
  );
  process.exitCode = halted === undefined ? exitCodes.interrupted : exitCodes.incomplete;
  return true;
}

/** What is incomplete is no answer; then what came out otherwise than it was said to; then what is open
 *  and was not said to be. */
function exitCode(verified: readonly Verified[]): number {
  const claims = verified.flatMap((one) => one.claims);
  if (verified.some(({ complete }) => !complete)) return exitCodes.incomplete;
  if (claims.some((claim) => claim.verdict !== 'undecided' && !asExpected(claim))) return exitCodes.finding;
  return claims.every(asExpected) ? exitCodes.fine : exitCodes.undecided;
}
