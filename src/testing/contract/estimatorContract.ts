import type { Estimate } from '../../estimate/contract.ts';
import { readySubject, type Subject } from '../trial/subject.ts';
import { isAnswered, wordsOf } from './answers.ts';
import { type ContractOptions, openBench } from './bench.ts';
import { noNaN } from './laws/noNaN.ts';
import { statuses } from './laws/statuses.ts';
import { laws } from './laws.ts';
import type { LawResult } from './types.ts';

export type ContractReport = {
  readonly pass: boolean;
  /** one line for each law that is broken, by its name; or how many hold */
  readonly message: string;
  /** in the order in which they were checked */
  readonly laws: readonly LawResult[];
};

/** Holds an estimator to every law there is for estimators, on small data: some thirty fits.
 *  @throws InputError for what is no estimator, and settings that its schema refuses
 *  @example const { pass, message } = await estimatorContract(mine, { settings: { trend: true } })
 *  @see docs/testing.md */
export async function estimatorContract(subject: Subject, options: ContractOptions = {}): Promise<ContractReport> {
  const ready = readySubject(subject, 'estimator');
  const bench = openBench(ready, options);
  const plain = await bench.fit(bench.dataset);
  const results: LawResult[] = [];
  for (const { name, about, check } of laws) {
    const wrong = isAnswered(plain) ? await check({ ...bench, plain }) : withoutAnswer(plain, name);
    results.push({ law: name, about, pass: wrong === undefined, message: wrong ?? 'holds' });
  }
  const broken = results.filter(({ pass }) => !pass);
  const lines = broken.map(({ law, message, about }) => `  ${law}: ${message}\n    (${about})`);
  const { id } = ready.estimator;
  return {
    pass: broken.length === 0,
    laws: results,
    message:
      broken.length === 0
        ? `${id} keeps all ${results.length} laws of the contract`
        : [`${id} breaks ${broken.length} of the ${results.length} laws of the contract`, ...lines].join('\n'),
  };
}

/** Laws are about answers; of the one that the lack of an answer breaks it is said so. */
function withoutAnswer(plain: Estimate, law: string): string {
  const broken = plain.status === 'invalid-output' ? noNaN.name : statuses.name;
  if (law !== broken) return 'not checked, as there is no answer to plain data';
  return `plain data: ${wordsOf(plain)}; if it needs them, give \`settings\` or a \`dataset\` that it can answer`;
}
