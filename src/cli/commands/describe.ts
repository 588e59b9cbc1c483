import { Command } from 'commander';
import { loadScenario } from '../../scenario/load.node.ts';
import { mermaidGraph } from '../../scenario/mermaid.ts';
import { resolveWorld } from '../../scenario/scenario.ts';
import { describeCsv } from '../describeCsv.ts';
import { describeWorld } from '../describeWorld.ts';
import { MOST, wholeNumber } from '../options.ts';
import { answer } from '../output.ts';

type Options = {
  readonly periods: number;
  readonly seed: number;
  readonly datasets: number;
  readonly json?: boolean;
  readonly mermaid?: boolean;
};

export function describeCommand(): Command {
  return new Command('describe')
    .description('a scenario: graph, equations, true ROAS; or a first look at a CSV')
    .argument('<what>', 'name of a scenario, path of its file, or path of a .csv')
    .option('--periods <n>', 'length of the estimation window', wholeNumber(1, MOST.periods), 104)
    .option('--seed <n>', 'seed of the datasets that the true ROAS is averaged over', wholeNumber(0), 1)
    .option('--datasets <n>', 'how many of them', wholeNumber(2, MOST.replicates), 50)
    .option('--mermaid', 'print the causal graph as Mermaid text only')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExamples:\n  plumbline describe social-funnel\n  plumbline describe my-data/data.csv')
    .action((what: string, options: Options) => {
      if (/\.csv$/i.test(what)) {
        const look = describeCsv(what);
        answer(options.json, look.json, look.text);
        return;
      }
      const scenario = loadScenario(what);
      const world = resolveWorld(scenario);
      if (options.mermaid) {
        answer(false, null, mermaidGraph(world));
        return;
      }
      const { json, text } = describeWorld(scenario, world, options);
      answer(options.json, json, text);
    });
}
