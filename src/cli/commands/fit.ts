import { Command, Option } from 'commander';
import { InputError } from '../../core/errors.ts';
import { type MissingPolicy, missingPolicies } from '../../dataset/csv/missing.ts';
import { exitCodes } from '../exitCodes.ts';
import { compareCurves } from '../fitCompare.ts';
import { curveRequest } from '../fitCurves.ts';
import { fitOnce, readEstimator } from '../fitEstimator.ts';
import { type FitInput, readFitInput } from '../fitInput.ts';
import { priorRun } from '../fitPrior.ts';
import { readingsOf } from '../fitReadings.ts';
import { fitJson, fitText } from '../fitReport.ts';
import { answer } from '../output.ts';

type Options = {
  readonly spec: string;
  readonly missing: MissingPolicy;
  readonly compare?: string;
  readonly reloo?: boolean;
  readonly prior?: boolean;
  readonly json?: boolean;
};

const examples = `
Examples:
  plumbline fit sales.csv --spec fit.yaml
  plumbline fit sales.csv --spec fit.yaml --compare logistic,hill   which curve predicts better
  plumbline fit sales.csv --spec fit.yaml --prior                   what the priors say alone
  plumbline fit sales.csv --spec fit.yaml --json > fit.json         for plumbline optimize fit.json`;

export function fitCommand(): Command {
  return new Command('fit')
    .description('one estimator on your own data, with ROAS and intervals')
    .argument('<data.csv>', 'one row a period, with a header')
    .requiredOption('--spec <fit.yaml>', 'what the columns are, which estimator, what is asked')
    .addOption(
      new Option('--missing <what>', 'weeks without a row and cells without a value: stop, fill in, or leave out')
        .choices(missingPolicies)
        .default('fail'),
    )
    .option('--compare <curves>', 'fit once a curve, or carryover/curve, and compare by PSIS-LOO; exits 2 if undecided')
    .option('--reloo', 'with --compare: fit again without each observation that PSIS-LOO cannot answer for, 10 at most')
    .addOption(
      new Option('--prior', 'what the priors alone say of ROAS and outcome, without a fit').conflicts('compare'),
    )
    .option('--json', 'print JSON')
    .addHelpText('after', examples)
    .action(async (file: string, { spec, missing, compare, prior, ...options }: Options) => {
      if (options.reloo && compare === undefined)
        throw new InputError({ path: '--reloo', message: 'goes with --compare' });
      const input = readFitInput(file, spec, missing);
      if (compare !== undefined) compareCurves(input, compare, options);
      else if (prior) priorRun(input, options.json);
      else await fit(input, options.json);
    });
}

async function fit(input: FitInput, json: boolean | undefined) {
  const { file, dataset, spec, source, folder, request, notes } = input;
  const estimator = await readEstimator(spec, source, folder);
  // curves are for `optimize`, which reads JSON
  const curves = json ? curveRequest(dataset, request) : undefined;
  const asked = curves === undefined ? request : { ...request, curves };
  const estimate = await fitOnce(estimator, dataset, asked, source);
  const readings = await readingsOf(input, request, estimator, estimate);
  const facts = { file, dataset, estimator: estimator.estimator.id, spec, notes, readings, ...(curves && { curves }) };
  answer(json, fitJson(facts, estimate), fitText(facts, estimate));
  if (estimate.status !== 'ok') process.exitCode = exitCodes.finding;
}
