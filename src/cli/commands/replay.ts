import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import { Command } from 'commander';
import { InputError } from '../../core/errors.ts';
import { type Replay, replayUnit } from '../../experiment/replay/replay.node.ts';
import { adjustmentIn } from '../../experiment/run/dataIn.ts';
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
The unit's id is in column unit of estimates.csv (ranks.csv for kind: sbc); its first digits will do.

Example:
  plumbline replay results/quickstart --unit 0123456789`;

export function replayCommand(): Command {
  return new Command('replay')
    .description('one attempt of a study again, with all there is to say of it')
    .argument('<results>', 'results folder of a study')
    .requiredOption('--unit <id>', 'which attempt: column unit of estimates.csv, or the beginning of one')
    .option(
      '--study <file>',
      'where the study file is now, if it has moved: for data and estimators that it names by path',
    )
    .option('--force', 'even though the results were made by another version of the code')
    .option('--json', 'print JSON')
    .addHelpText('after', examples)
    .action(async (results: string, { unit, study, force = false, json }: Options) => {
      const root = study === undefined ? {} : { root: folderOf(study) };
      const replay = await replayUnit(results, unit, { ...root, force });
      answer(json, replayJson(replay), replayText(replay));
      if (differing(replay).length > 0) process.exitCode = exitCodes.finding;
      const journaled = replay.row.find(({ path }) => path === 'status')?.before ?? '';
      if (/timeout|oom|lost/.test(journaled))
        remark(`journaled as ${journaled}: what a limit or a crash cut short may come out otherwise without it`);
    });
}

/** @throws InputError where there is no such file: a wrong folder would say that all it lacks is gone */
function folderOf(study: string): string {
  const found = statSync(study, { throwIfNoEntry: false });
  if (found === undefined) throw new InputError({ path: '--study', message: `there is no file ${study}` });
  if (!found.isFile())
    throw new InputError({ path: '--study', message: `${study} is a folder; the study file is needed` });
  return dirname(study);
}

function replayJson(replay: Replay): unknown {
  const { plan, cell, arm, dataset, settings, truth, replayed, estimate, row } = replay;
  const parameters = estimate !== null && 'parameters' in estimate ? estimate.parameters : [];
  return {
    unit: replayed.unit,
    study: plan.name,
    cell: cell.name,
    arm: arm.name,
    use: arm.use,
    settings,
    told: arm.told ?? [],
    adjustment: adjustmentIn(plan, cell, arm) ?? null,
    seed: plan.seed,
    replicate: replayed.replicate,
    digest: replayed.digest,
    dataset: {
      periods: dataset.periods,
      period: dataset.period,
      history: dataset.history,
      future: dataset.future,
      carryover_start: dataset.carryoverStart,
      geos: dataset.geos,
      channels: dataset.channels.map(({ name }) => name),
      controls: dataset.controls.map(({ name }) => name),
      outcome: dataset.outcome.name,
    },
    equal: differing(replay).length === 0,
    different: differing(replay),
    estimands: cell.estimands,
    truth: truth.values,
    status: replayed.status,
    effects: replayed.effects,
    ...(plan.calibration === undefined
      ? {}
      : { quantities: plan.calibration.quantities, draws: plan.calibration.draws, ranks: replayed.ranks ?? [] }),
    diagnostics: replayed.diagnostics,
    parameters,
    row: row.map(({ path, before, after }) => ({ path, journaled: parsed(before), replayed: parsed(after) })),
  };
}

const parsed = (json: string | undefined): unknown => (json === undefined ? null : JSON.parse(json));
