import { Command } from 'commander';
import { InputError } from '../../core/errors.ts';
import { sum } from '../../core/stats.ts';
import { infeasible } from '../../inference/allocation/constraint.ts';
import { type FitFile, readFitFile } from '../optimizeInput.ts';
import { type Bounds, boundsWord, readBounds, readBudget, readValue } from '../optimizeOptions.ts';
import { type Plan, planJson, planRows } from '../optimizePlan.ts';
import { constraintOf, decide } from '../optimizeSplit.ts';
import { planText } from '../optimizeText.ts';
import { answer } from '../output.ts';

type Options = {
  readonly budget?: string;
  readonly bounds?: readonly string[];
  readonly value?: string;
  readonly json?: boolean;
};

const examples = `
Examples:
  plumbline fit sales.csv --spec fit.yaml --json > fit.json
  plumbline optimize fit.json                             the same money, better spent
  plumbline optimize fit.json --budget 1.2x --bounds 0..3 tv=0.8..1.5
  plumbline optimize fit.json --value 0.3                 a unit of the outcome earns 0.30`;

export function optimizeCommand(): Command {
  return new Command('optimize')
    .description('the best split of a budget by the response curves of a fit, and how sure that is')
    .argument('<fit.json>', 'what fit --json wrote')
    .option('--budget <amount>', 'to be spent in the window: an amount, or a multiple of what was spent, as 1.2x')
    .option(
      '--bounds <ranges...>',
      'multiples of what was spent, for all channels or one: 0..3 tv=0.8..1.5',
      boundsWord,
    )
    .option('--value <margin>', 'what a unit of the outcome earns, to hold it against what is spent')
    .option('--json', 'print JSON')
    .addHelpText('after', examples)
    .action((file: string, options: Options) => {
      const plan = planOf(readFitFile(file), options);
      answer(options.json, planJson(plan), planText(plan));
    });
}

function planOf(read: FitFile, { budget: wanted, bounds: ranges = [], value }: Options): Plan {
  const { channels, scales } = read.curves;
  const idle = channels.filter(({ spend }) => spend === 0).map(({ channel }) => channel);
  const active = channels.filter(({ spend }) => spend > 0);
  if (active.length === 0)
    throw new InputError({ file: read.file, message: 'no channel spent anything in the window' });
  if (active.length === 1) {
    const message = `only ${active[0]!.channel} spent anything in the window: there is nothing to split`;
    throw new InputError({ file: read.file, message });
  }
  const fit = { ...read, curves: { ...read.curves, channels: active } };
  const names = active.map(({ channel }) => channel);
  const spent = sum(active.map(({ spend }) => spend));
  const bounds = readBounds(ranges, names, scales.at(-1)!);
  const budget = readBudget(wanted, spent);
  const margin = readValue(value);
  checkBudget(fit, budget, spent, bounds);
  const decision = decide(fit.curves, budget, bounds);
  return { fit, budget, spent, bounds, decision, value: margin, idle, ...planRows({ fit, decision }) };
}

/** @throws InputError where the bounds do not allow the budget */
function checkBudget(
  { curves: { channels } }: FitFile,
  budget: number,
  spent: number,
  bounds: readonly Bounds[],
): void {
  const constraint = constraintOf(channels, budget, bounds);
  if (infeasible(channels.length, constraint) === undefined) return;
  const [least, most] = [sum(constraint.lower), sum(constraint.upper)];
  const times = (amount: number) => `${Number((amount / spent).toPrecision(4))}x`;
  const amounts = [budget, least, most].map((amount) => Number(amount.toPrecision(6)));
  const message = `${amounts[0]}: the bounds allow ${amounts[1]} to ${amounts[2]} (${times(least)} to ${times(most)}); --bounds widens them`;
  throw new InputError({ path: '--budget', message });
}
