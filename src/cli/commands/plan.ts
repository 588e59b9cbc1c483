import { availableParallelism } from 'node:os';
import process from 'node:process';
import { Command, InvalidArgumentError } from 'commander';
import { InputError } from '../../core/errors.ts';
import { nodeEstimators } from '../../experiment/load/estimators.node.ts';
import { nodeRecordings } from '../../experiment/load/recorded.node.ts';
import { loadStudy, nodeSurroundings, studyRoot } from '../../experiment/load/study.node.ts';
import { planStudy } from '../../experiment/plan/planStudy.ts';
import { type Plan, runsIn } from '../../experiment/plan/types.ts';
import { ademp } from '../../experiment/planning/ademp.ts';
import { forecast } from '../../experiment/planning/forecast.ts';
import { needs } from '../../experiment/planning/needs.ts';
import { type Pilot, runPilot } from '../../experiment/planning/pilot.ts';
import { withReplicates } from '../../experiment/study/study.ts';
import { MOST, wholeNumber } from '../options.ts';
import { answer } from '../output.ts';
import { planJson, planText } from '../planText.ts';

type Options = {
  readonly pilot: number;
  readonly mcse: number;
  readonly replicates?: number;
  readonly workers?: number;
  readonly markdown?: boolean;
  readonly json?: boolean;
};

/** An arm gets no further pilot fit in a cell after this: enough for the slowest to be timed, and for a study of ten such arms
 *  to be planned in minutes. A choice. */
const BUDGET_MS = 10_000;

export function planCommand(): Command {
  return new Command('plan')
    .description('what a study will cost, and how exact it will be; nothing is written')
    .argument('<experiment>', 'name of a study that comes with plumbline, or the path of its file')
    .option(
      '--pilot <n>',
      'fits to time an arm by, in its smallest and its largest cell; 0 for none',
      wholeNumber(0, 1000),
      5,
    )
    .option('--mcse <error>', 'wanted Monte Carlo error of coverage and of relative bias', smallNumber, 0.01)
    .option('--replicates <n>', "instead of the study's own number", wholeNumber(1, MOST.replicates))
    .option('--workers <n>', 'child processes to count on (default: all cores)', wholeNumber(1, MOST.workers))
    .option('--markdown', 'print aims, data, estimands, methods and measures (ADEMP) as Markdown')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  plumbline plan quickstart --pilot 3')
    .action(async (name: string, options: Options) => {
      if (options.markdown && options.json)
        throw new InputError({ message: '--markdown and --json are two forms; give one' });
      const written = loadStudy(name);
      const study = options.replicates === undefined ? written : withReplicates(written, options.replicates);
      const root = studyRoot(study);
      const plan = await planStudy(study, nodeSurroundings(root));
      const share = coreShareOf(plan);
      const pilot = await pilotOf(plan, root, options.pilot);
      const wanted = { coverage: options.mcse, relativeBias: options.mcse, ...aimsOf(plan) };
      const needed = needs(plan, wanted, pilot);
      const planned = {
        ...{ plan, units: unitsOf(plan), workers: options.workers ?? availableParallelism(), pilot },
        ...{ forecast: pilot === null ? null : forecast(plan, pilot), needs: needed },
        coreShare: pilot === null ? null : share(),
      };
      if (options.markdown) answer(false, null, ademp(plan, needed));
      else answer(options.json, planJson(planned), planText(planned));
    });
}

/** What the study itself wants to reach. */
function aimsOf({ target }: Plan): { readonly coverage?: number; readonly relativeBias?: number } {
  const { coverage, relative_bias: relativeBias } = target?.mcse ?? {};
  return { ...(coverage === undefined ? {} : { coverage }), ...(relativeBias === undefined ? {} : { relativeBias }) };
}

/** Asked later, what share of a core this process has had since; null where fits run in other programs. */
function coreShareOf({ arms }: Plan): () => number | null {
  const begun = performance.now();
  const before = process.cpuUsage();
  return () => {
    if (arms.some(({ use }) => use === 'external')) return null;
    const { user, system } = process.cpuUsage(before);
    // compiling and collecting garbage run beside the fits
    return Math.min(1, (user + system) / 1000 / (performance.now() - begun));
  };
}

async function pilotOf(plan: Plan, root: string, replicates: number): Promise<Pilot | null> {
  if (replicates === 0 || plan.arms.length === 0) return null;
  return await runPilot(plan, {
    estimatorOf: nodeEstimators(root),
    readRecorded: nodeRecordings(root),
    clock: () => performance.now(),
    replicates,
    budgetMs: BUDGET_MS,
  });
}

/** Attempts: every arm in every cell that it runs in, replicate by replicate. */
function unitsOf(plan: Plan): number {
  const pairs = plan.cells.flatMap((_, c) => plan.arms.filter((_arm, a) => runsIn(plan, c, a)));
  return pairs.length * plan.replicates;
}

function smallNumber(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value > 0 && value < 1) return value;
  throw new InvalidArgumentError(`"${text}" is not a number between 0 and 1`);
}
