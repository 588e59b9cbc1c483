import { dirname } from 'node:path';
import process from 'node:process';
import { Command } from 'commander';
import { type Replay, replayUnit } from '../../experiment/replay/replay.node.ts';
import { exitCodes } from '../exitCodes.ts';
import { answer, remark } from '../output.ts';
import { differing, replayText } from '../replayText.ts';

type Options = {
  readonly unit: string;
  readonly study?: string;
  readonly force?: boolean;
  readonly json?: boolean;
};

const examples = `
Exits 1 where the row that comes out is not the journaled one, bit for bit.
The unit's id is in column unit of estimates.csv.

Example:
  plumbline replay results/quickstart --unit 0123456789abcdef0123456789abcdef`;

export function replayCommand(): Command {
  return new Command('replay')
    .description('one attempt of a study again, with all there is to say of it')
    .argument('<results>', 'results folder of a study')
    .requiredOption('--unit <id>', 'which attempt: column unit of estimates.csv')
    .option(
      '--study <file>',
      'where the study file is now, if it has moved: for data and estimators that it names by path',
    )
    .option('--force', 'even though the results were made by another version of the code')
    .option('--json', 'print JSON')
    .addHelpText('after', examples)
    .action(async (results: string, { unit, study, force = false, json }: Options) => {
      const root = study === undefined ? {} : { root: dirname(study) };
      const replay = await replayUnit(results, unit, { ...root, force });
      answer(json, replayJson(replay), replayText(replay));
      if (differing(replay).length > 0) process.exitCode = exitCodes.finding;
      const journaled = replay.row.find(({ path }) => path === 'status')?.before ?? '';
      if (/timeout|oom|lost/.test(journaled))
        remark(`journaled as ${journaled}: what a limit or a crash cut short may come out otherwise without it`);
    });
}

function replayJson(replay: Replay): unknown {
  const { plan, cell, arm, truth, replayed, estimate, row } = replay;
  const parameters = estimate !== null && 'parameters' in estimate ? estimate.parameters : [];
  return {
    unit: replayed.unit,
    study: plan.name,
    cell: cell.name,
    arm: arm.name,
    settings: arm.settings,
    seed: plan.seed,
    replicate: replayed.replicate,
    digest: replayed.digest,
    equal: differing(replay).length === 0,
    different: differing(replay),
    estimands: cell.estimands,
    truth: truth.values,
    status: replayed.status,
    effects: replayed.effects,
    diagnostics: replayed.diagnostics,
    parameters,
    row: row.map(({ path, before, after }) => ({ path, journaled: parsed(before), replayed: parsed(after) })),
  };
}

const parsed = (json: string | undefined): unknown => (json === undefined ? null : JSON.parse(json));
