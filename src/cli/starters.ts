import { readFileSync } from 'node:fs';

/** A file that `plumbline new` writes: what it is made from in examples/starters, and how its name ends. */
type StarterFile = { readonly from: string; readonly ending: string };

/** A command line, and what it is good for. */
type Step = readonly [line: string, about: string];

/** What is written for a name, and what to do next with it. */
export type Starter = {
  readonly files: readonly StarterFile[];
  readonly next: (name: string) => readonly Step[];
  /** in place of COMMAND: how a study names the estimator */
  readonly command?: (name: string) => string;
};

const folder = new URL('../../examples/starters/', import.meta.url);

const estimator = (from: string, command: (file: string) => string): Starter => {
  const ending = from.slice('estimator'.length);
  return {
    files: [
      { from, ending },
      { from: 'estimator-study.yaml', ending: '-study.yaml' },
    ],
    next: (name) => [[`plumbline run ${name}-study.yaml`, 'its bias and coverage beside ours, in two worlds']],
    command: (name) => command(`${name}${ending}`),
  };
};

export const starters = {
  scenario: {
    files: [{ from: 'scenario.yaml', ending: '.yaml' }],
    next: (name) => [
      [`plumbline describe ${name}.yaml`, 'its graph, equations and true ROAS'],
      [`plumbline simulate ${name}.yaml --out ${name}-data`, 'a dataset of it, and the truth'],
    ],
  },
  experiment: {
    files: [{ from: 'experiment.yaml', ending: '.yaml' }],
    next: (name) => [
      [`plumbline plan ${name}.yaml`, 'what it will cost, and how exact it will be'],
      [`plumbline run ${name}.yaml`, 'the bias and coverage of its estimators'],
    ],
  },
} satisfies Readonly<Record<string, Starter>>;

/** An estimator, in the language it is to be written in. */
export const estimatorStarters = {
  javascript: estimator('estimator.mjs', (file) => `{ use: ./${file} }`),
  python: estimator('estimator.py', (file) => `{ use: external, command: [python3, ${file}] }`),
  r: estimator('estimator.R', (file) => `{ use: external, command: [Rscript, ${file}] }`),
} satisfies Readonly<Record<string, Starter>>;

/** The files of a starter under a name, by file name. */
export function starterFiles({ files, command }: Starter, name: string): Readonly<Record<string, string>> {
  const named = ({ from, ending }: StarterFile): [string, string] => {
    const text = readFileSync(new URL(from, folder), 'utf8');
    return [`${name}${ending}`, text.replaceAll('STARTER', name).replaceAll('COMMAND', command?.(name) ?? '')];
  };
  return Object.fromEntries(files.map(named));
}
