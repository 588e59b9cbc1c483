import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Command } from 'commander';
import { InputError } from '../../core/errors.ts';
import { makeFolder, unwritable } from '../../core/files.node.ts';
import { dagSvg } from '../../scenario/dag/dagSvg.ts';
import { loadAnyScenario } from '../../scenario/load.node.ts';
import { mermaidGraph } from '../../scenario/mermaid.ts';
import { resolveWorld } from '../../scenario/scenario.ts';
import { describeCsv } from '../describeCsv.ts';
import { describeRecorded } from '../describeRecorded.ts';
import { describeWorld } from '../describeWorld.ts';
import { readFitSpec } from '../fitInput.ts';
import { MOST, wholeNumber } from '../options.ts';
import { answer } from '../output.ts';
import { isPack, packFile } from '../packFile.ts';

type Options = {
  readonly periods: number;
  readonly seed: number;
  readonly datasets: number;
  readonly json?: boolean;
  readonly mermaid?: boolean;
  readonly svg?: string;
  readonly spec?: string;
};

export function describeCommand(): Command {
  return new Command('describe')
    .description('a scenario: graph, equations, true ROAS; a recorded world or a pack; or a first look at a CSV')
    .argument('<what>', 'name of a scenario, path of its file, folder of a pack, or path of a .csv')
    .option('--periods <n>', 'length of the estimation window', wholeNumber(1, MOST.periods), 104)
    .option('--seed <n>', 'seed of the datasets that the true ROAS is averaged over', wholeNumber(0), 1)
    .option('--datasets <n>', 'how many of them', wholeNumber(2, MOST.replicates), 50)
    .option('--mermaid', 'print the causal graph as Mermaid text only')
    .option('--svg <file>', 'write the causal graph as a picture, and nothing else')
    .option('--spec <fit.yaml>', 'of a CSV: which columns are what (default: guessed from their names)')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  plumbline describe social-funnel\n  plumbline describe my-data/data.csv')
    .action((what: string, options: Options) => {
      if (/\.csv$/i.test(what)) {
        const look = describeCsv(what, options.spec === undefined ? undefined : readFitSpec(options.spec).spec.data);
        answer(options.json, look.json, look.text);
        return;
      }
      if (options.spec !== undefined)
        throw new InputError({ path: '--spec', message: `says what the columns of a CSV are; ${what} is none` });
      const scenario = loadAnyScenario(isPack(what) ? packFile(what) : what);
      if ('kind' in scenario) {
        const { file, name } = scenario;
        const message = `recorded: nobody states what causes what in ${name}, so there is no graph to print`;
        if (options.mermaid || options.svg !== undefined) throw new InputError({ file, path: 'kind', message });
        const look = describeRecorded(scenario);
        answer(options.json, look.json, look.text);
        return;
      }
      const world = resolveWorld(scenario);
      if (options.mermaid) {
        answer(false, null, mermaidGraph(world));
        return;
      }
      if (options.svg !== undefined) {
        save(options.svg, dagSvg(world));
        return;
      }
      const { json, text } = describeWorld(scenario, world, options);
      answer(options.json, json, text);
    });
}

function save(file: string, text: string): void {
  try {
    makeFolder(dirname(file));
    writeFileSync(file, text);
  } catch (error) {
    throw new InputError({ file, path: '--svg', message: `cannot be written: ${unwritable(error)}` });
  }
}
