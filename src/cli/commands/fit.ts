import { dirname } from 'node:path';
import { Command } from 'commander';
import { parseYamlDocument, readSource, type Source } from '../../core/document.ts';
import { formatProblem } from '../../core/errors.ts';
import { readTextFile } from '../../core/files.node.ts';
import { openStream, RNG_VERSION } from '../../core/random/stream.ts';
import { parseDataset } from '../../dataset/csv.ts';
import type { Estimand } from '../../dataset/estimand.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { FitRequest } from '../../estimate/contract.ts';
import { unknownWord } from '../../experiment/plan/findings.ts';
import { estimandRequest } from '../../experiment/study/estimandRequest.ts';
import { exitCodes } from '../exitCodes.ts';
import { fitOnce, readEstimator } from '../fitEstimator.ts';
import { fitJson, fitText } from '../fitReport.ts';
import { type FitSpec, fitSpecSchema } from '../fitSpec.ts';
import { inSpec, specProblem } from '../inSpec.ts';
import { answer, remark } from '../output.ts';

type Options = { readonly spec: string; readonly json?: boolean };

export function fitCommand(): Command {
  return new Command('fit')
    .description('one estimator on your own data, with ROAS and intervals')
    .argument('<data.csv>', 'one row a period, with a header')
    .requiredOption('--spec <fit.yaml>', 'what the columns are, which estimator, what is asked')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  plumbline fit sales.csv --spec fit.yaml')
    .action(async (file: string, { spec: specFile, json }: Options) => {
      const specText = readTextFile(specFile, 'fit file');
      const spec = parseYamlDocument(specText, specFile, fitSpecSchema);
      const source = readSource(specText, specFile);
      const text = readTextFile(file, 'CSV file');
      const { dataset, warnings } = inSpec(source, [], () => parseDataset(text, file, spec.data));
      for (const warning of warnings) remark(`note: ${formatProblem(warning)}`);
      checkTruth(spec, dataset, source);
      const request = requestOf(spec, dataset, source);
      const estimator = await readEstimator(spec, source, dirname(specFile));
      const estimate = await fitOnce(estimator, dataset, request, source);
      const facts = { file, dataset, estimator: estimator.estimator.id, spec };
      answer(json, fitJson(facts, estimate), fitText(facts, estimate));
      if (estimate.status !== 'ok') process.exitCode = exitCodes.finding;
    });
}

/** True values for channels that are none of the data's. */
function checkTruth({ truth = {} }: FitSpec, { channels }: Dataset, source: Source): void {
  const names = channels.map(({ name }) => name);
  const strangers = Object.keys(truth).filter((name) => !names.includes(name));
  if (strangers.length === 0) return;
  throw specProblem(
    source,
    strangers.map((name) => ({ path: ['truth'], key: name, ...unknownWord('channel', name, names) })),
  );
}

/** A CSV has no graph to say how long a tail may be: without a word, none is counted, and the output says so. */
function requestOf({ estimands, levels, seed }: FitSpec, dataset: Dataset, source: Source): FitRequest {
  const last = dataset.periods - 1;
  const asked = estimands.map(estimandRequest).flatMap(({ kind, window, tail, held }, index): Estimand[] => {
    if (window !== undefined && window[1] > last) {
      const message = `the window ends in period ${window[1]}; the data end in period ${last}, counted from 0`;
      throw specProblem(source, [{ path: ['estimands', index, kind, 'window'], message }]);
    }
    return dataset.channels.map(({ name }) => ({
      channel: name,
      kind,
      window: window ?? [0, last],
      tail: tail ?? 0,
      ...(held === undefined ? {} : { held }),
    }));
  });
  const stream = (role: string) => openStream([RNG_VERSION, 'fit-file', seed, dataset.digest, role]);
  return { estimands: asked, levels, stream };
}
