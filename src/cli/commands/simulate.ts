import { join } from 'node:path';
import { Command } from 'commander';
import { InputError } from '../../core/errors.ts';
import { makeFolder, unwritable } from '../../core/files.node.ts';
import type { EstimandRequest } from '../../dataset/estimand.ts';
import type { Dataset } from '../../dataset/types.ts';
import { datasetCsv } from '../../dataset/write.ts';
import { writeAtomic } from '../../experiment/output/atomic.node.ts';
import { loadScenario } from '../../scenario/load.node.ts';
import { resolveWorld } from '../../scenario/scenario.ts';
import { type CompiledWorld, compileWorld, simulate } from '../../simulate/simulate.ts';
import type { Truth } from '../../simulate/truth.ts';
import { MOST, wholeNumber } from '../options.ts';
import { answer } from '../output.ts';
import { truthJson } from '../truthJson.ts';
import { truthTable } from '../truthTable.ts';

type Options = {
  readonly periods: number;
  readonly seed: number;
  readonly replicate: number;
  readonly replicates?: number;
  readonly out?: string;
  readonly json?: boolean;
};

const asked: readonly EstimandRequest[] = [
  { kind: 'roas.total' },
  { kind: 'roas.direct' },
  { kind: 'roas.mediated' },
  { kind: 'mroas.total' },
  { kind: 'contribution' },
  { kind: 'roas.attributed' },
];

export function simulateCommand(): Command {
  return new Command('simulate')
    .description('data of a scenario and their exact truth: data.csv and truth.json, or a table of the truth')
    .argument('<scenario>', 'name of a scenario, or the path of its file')
    .option('--periods <n>', 'length of the estimation window', wholeNumber(1, MOST.periods), 104)
    .option('--seed <n>', 'seed of the study', wholeNumber(0), 1)
    .option('--replicate <n>', 'which replicate, or the first of many', wholeNumber(0), 0)
    .option('--replicates <n>', 'this many, each in a folder of its own below --out', wholeNumber(1, MOST.replicates))
    .option('--out <dir>', 'folder for data.csv and truth.json; made if need be')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  plumbline simulate social-funnel --periods 156 --seed 7 --out my-data')
    .action((name: string, options: Options) => {
      const { replicates, out } = options;
      if (replicates !== undefined && out === undefined) {
        throw new InputError({ path: '--replicates', message: `${replicates} datasets need a place: give --out too` });
      }
      const model = compileWorld(resolveWorld(loadScenario(name)));
      if (replicates === undefined || out === undefined) one(model, options);
      else pack(model, options, replicates, out);
    });
}

type Made = { readonly dataset: Dataset; readonly truth: Truth; readonly json: object };

function make(model: CompiledWorld, { periods, seed }: Options, replicate: number): Made {
  const { dataset, truth } = simulate(model, { seed, replicate, periods, requests: asked });
  const head = { scenario: model.world.name, periods, seed, replicate, digest: dataset.digest };
  return { dataset, truth, json: { ...head, ...truthJson(truth) } };
}

function one(model: CompiledWorld, options: Options): void {
  const { out } = options;
  const made = make(model, options, options.replicate);
  if (out !== undefined) write(out, made);
  answer(
    options.json,
    made.json,
    [...text(model, options, made), ...(out === undefined ? [] : written(out))].join('\n'),
  );
}

/** Many datasets, one in memory at a time. */
function pack(model: CompiledWorld, options: Options, replicates: number, out: string): void {
  const folderOf = (replicate: number) => join(out, String(replicate).padStart(4, '0'));
  const last = options.replicate + replicates - 1;
  const index: unknown[] = [];
  let first: Made | undefined;
  for (let replicate = options.replicate; replicate <= last; replicate++) {
    const made = make(model, options, replicate);
    write(folderOf(replicate), made);
    index.push({ replicate, digest: made.dataset.digest, folder: folderOf(replicate) });
    first ??= made;
  }
  const places = replicates === 1 ? folderOf(last) : `${folderOf(options.replicate)} … ${folderOf(last)}`;
  answer(options.json, index, [...text(model, options, first!), ...written(places)].join('\n'));
}

function write(folder: string, { dataset, json }: Made): void {
  try {
    makeFolder(folder);
    writeAtomic(join(folder, 'data.csv'), datasetCsv(dataset));
    writeAtomic(join(folder, 'truth.json'), `${JSON.stringify(json, null, 2)}\n`);
  } catch (error) {
    throw new InputError({ file: folder, message: `cannot be written: ${unwritable(error)}` });
  }
}

const written = (places: string): readonly string[] => ['', `data.csv and truth.json written to ${places}`];

function text(model: CompiledWorld, { periods, seed, replicate }: Options, { dataset, truth }: Made) {
  const head = `${model.world.name}: ${periods} ${model.world.period}s, seed ${seed}, replicate ${replicate}, digest ${dataset.digest.slice(0, 12)}`;
  return [
    head,
    '',
    truthTable(
      truth,
      dataset.channels,
      asked.map(({ kind }) => kind),
    ),
  ];
}
