import { Command, Option } from 'commander';
import { InputError } from '../../core/errors.ts';
import { exitCodes } from '../exitCodes.ts';
import { compareCurves } from '../fitCompare.ts';
import { fitOnce, readEstimator } from '../fitEstimator.ts';
import { type FitInput, readFitInput } from '../fitInput.ts';
import { priorRun } from '../fitPrior.ts';
import { fitJson, fitText } from '../fitReport.ts';
import { answer } from '../output.ts';

type Options = {
  readonly spec: string;
  readonly compare?: string;
  readonly reloo?: boolean;
  readonly prior?: boolean;
  readonly json?: boolean;
};

const examples = `
Examples:
  plumbline fit sales.csv --spec fit.yaml
  plumbline fit sales.csv --spec fit.yaml --compare logistic,hill   which curve predicts better
  plumbline fit sales.csv --spec fit.yaml --prior                   what the priors say alone`;

export function fitCommand(): Command {
  return new Command('fit')
    .description('one estimator on your own data, with ROAS and intervals')
    .argument('<data.csv>', 'one row a period, with a header')
    .requiredOption('--spec <fit.yaml>', 'what the columns are, which estimator, what is asked')
    .option('--compare <curves>', 'fit once a curve, or carryover/curve, and compare by PSIS-LOO; exits 2 if undecided')
    .option('--reloo', 'with --compare: fit again without each observation that PSIS-LOO cannot answer for, 10 at most')
    .addOption(
      new Option('--prior', 'what the priors alone say of ROAS and outcome, without a fit').conflicts('compare'),
    )
    .option('--json', 'print JSON')
    .addHelpText('after', examples)
    .action(async (file: string, { spec, compare, prior, ...options }: Options) => {
      if (options.reloo && compare === undefined)
        throw new InputError({ path: '--reloo', message: 'goes with --compare' });
      const input = readFitInput(file, spec);
      if (compare !== undefined) compareCurves(input, compare, options);
      else if (prior) priorRun(input, options.json);
      else await fit(input, options.json);
    });
}

async function fit({ file, dataset, spec, source, folder, request }: FitInput, json: boolean | undefined) {
  const estimator = await readEstimator(spec, source, folder);
  const estimate = await fitOnce(estimator, dataset, request, source);
  const facts = { file, dataset, estimator: estimator.estimator.id, spec };
  answer(json, fitJson(facts, estimate), fitText(facts, estimate));
  if (estimate.status !== 'ok') process.exitCode = exitCodes.finding;
}
