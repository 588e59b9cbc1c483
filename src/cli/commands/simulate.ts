import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { InputError } from '../../core/errors.ts';
import { makeFolder, unwritable } from '../../core/files.node.ts';
import type { EstimandRequest } from '../../dataset/estimand.ts';
import type { Dataset } from '../../dataset/types.ts';
import { datasetCsv } from '../../dataset/write.ts';
import { writeAtomic } from '../../experiment/output/atomic.node.ts';
import { loadScenario } from '../../scenario/load.node.ts';
import { observedPeriod } from '../../scenario/observation.ts';
import { resolveWorld } from '../../scenario/scenario.ts';
import { datasetFile, packYaml, truthHeader, truthRows } from '../../simulate/pack.ts';
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

const examples = `
Examples:
  plumbline simulate social-funnel --periods 156 --seed 7 --out my-data
  plumbline simulate social-funnel --replicates 100 --out my-pack   keep its truth.csv for score`;

export function simulateCommand(): Command {
  return new Command('simulate')
    .description(
      'data of a scenario and their exact truth: data.csv and truth.json, a pack of them, or a table of the truth',
    )
    .argument('<scenario>', 'name of a scenario, or the path of its file')
    .option('--periods <n>', 'length of the estimation window', wholeNumber(1, MOST.periods), 104)
    .option('--seed <n>', 'seed of the study', wholeNumber(0), 1)
    .option('--replicate <n>', 'which replicate, or the first of many', wholeNumber(0), 0)
    .option(
      '--replicates <n>',
      'a pack of this many: data-0001.csv …, truth.csv, pack.yaml',
      wholeNumber(1, MOST.replicates),
    )
    .option('--out <dir>', 'folder for the files; made if need be')
    .option('--json', 'print JSON')
    .addHelpText('after', examples)
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

/** Many datasets, one in memory at a time. pack.yaml comes last: with it the pack is whole. */
function pack(model: CompiledWorld, options: Options, replicates: number, out: string): void {
  const { replicate: firstOne, periods, seed } = options;
  const files = Array.from({ length: replicates }, (_, i) => datasetFile(i, replicates));
  const index: unknown[] = [];
  const truths = [truthHeader];
  let first: Made | undefined;
  writing(out, () => {
    makeFolder(out);
    refuseOthers(out, files);
    for (const [i, file] of files.entries()) {
      const made = make(model, options, firstOne + i);
      writeAtomic(join(out, file), datasetCsv(made.dataset, 'all'));
      truths.push(truthRows(file, made.truth));
      index.push({ replicate: firstOne + i, digest: made.dataset.digest, file });
      first ??= made;
    }
    writeAtomic(join(out, 'truth.csv'), truths.join(''));
    const about = `${model.world.name} as simulated by plumbline: ${periods} ${observedPeriod(model.world)}s, seed ${seed}, replicates ${firstOne} to ${firstOne + replicates - 1}.`;
    writeAtomic(join(out, 'pack.yaml'), packYaml(about, first!.dataset));
  });
  const names = replicates === 1 ? files[0]! : `${files[0]} … ${files.at(-1)}`;
  const note = `${names}, truth.csv and pack.yaml written to ${out}`;
  answer(options.json, index, [...text(model, options, first!), '', note].join('\n'));
}

/** Left behind by a larger pack, they would count as its datasets. */
function refuseOthers(out: string, files: readonly string[]): void {
  const other = readdirSync(out).find((name) => /^data-.*\.csv$/.test(name) && !files.includes(name));
  if (other === undefined) return;
  throw new InputError({ file: out, message: `holds ${other} of another pack; choose another folder with --out` });
}

function write(folder: string, { dataset, json }: Made): void {
  writing(folder, () => {
    makeFolder(folder);
    writeAtomic(join(folder, 'data.csv'), datasetCsv(dataset, 'all'));
    writeAtomic(join(folder, 'truth.json'), `${JSON.stringify(json, null, 2)}\n`);
  });
}

function writing(folder: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError({ file: folder, message: `cannot be written: ${unwritable(error)}` });
  }
}

const written = (places: string): readonly string[] => ['', `data.csv and truth.json written to ${places}`];

function text(model: CompiledWorld, { periods, seed, replicate }: Options, { dataset, truth }: Made) {
  const head = `${model.world.name}: ${periods} ${observedPeriod(model.world)}s, seed ${seed}, replicate ${replicate}, digest ${dataset.digest.slice(0, 12)}`;
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
