import { decimalsFor, fixed } from './digits.ts';
import { percent } from './effectTable.ts';
import { type Lead, lead as leadBy } from './optimizeLead.ts';
import { atBound, type Plan } from './optimizePlan.ts';
import { type Rule, SHARES } from './optimizeSplit.ts';
import { quantileStrips } from './quantileStrips.ts';
import { bold } from './style.ts';
import { table } from './table.ts';
import { wrap } from './wrap.ts';

const right = 'right' as const;

const RULES: Readonly<Record<Rule['name'], string>> = {
  keep: 'keep the shares of now',
  equal: 'the same for each',
  'last year': 'the shares of last year',
};

/** Naive splits beside the best one: what the fit promises, and what is to be expected of it. */
export function ruleTable({ fit, decision }: Plan): string {
  const { rules, best } = decision;
  const drawn = decision.spread !== undefined;
  const brings = decimalsFor([best.value]);
  const gains = decimalsFor(
    rules.flatMap(({ value, lead }) => [leadBy(best.value, value), ...(lead?.promised.interval ?? [])]),
  );
  const sure = (lead: Lead | undefined) => {
    if (lead === undefined) return [];
    const [low, high] = lead.promised.interval;
    return [`[${fixed(low, gains)}, ${fixed(high, gains)}]`, fixed(lead.expected, gains), fixed(lead.probability, 2)];
  };
  const doubt = ['80 % interval', 'expected gain', 'P(gain)'].map((title) => ({ title, align: right }));
  return table(
    [
      { title: 'rule' },
      { title: fit.curves.outcome, align: right },
      { title: 'best split adds', align: right },
      ...(drawn ? doubt : []),
    ],
    [
      ...rules.map(({ name, value, lead }) => [
        RULES[name],
        fixed(value, brings),
        fixed(leadBy(best.value, value), gains),
        ...sure(lead),
      ]),
      ['best split', fixed(best.value, brings)],
    ],
  );
}

/** Whether anything is to be gained by deciding on this fit. */
export function chances({ budget, spent, decision: { overNow, rules } }: Plan): readonly string[] {
  const keep = rules.find(({ name }) => name === 'keep')?.lead;
  if (keep === undefined || overNow === undefined) return [];
  const words = ({ promised, optimism, expected, probability }: Lead) => {
    const decimals = decimalsFor([expected + optimism, ...promised.interval, expected]);
    const [promise, low, high] = [expected + optimism, ...promised.interval].map((x) => fixed(x, decimals));
    const gain = `${expected < 0 ? 'a loss' : 'a gain'} of ${fixed(Math.abs(expected), decimals)}`;
    return `${gain} is to be expected: ${promise} by the fit (80 %: ${low} to ${high}), less what is promised because the split was chosen on the same data. If the fit is right, deciding on such data gains with probability ${fixed(probability, 2)}`;
  };
  const moving = wrap(`Of moving money at this budget, ${words(keep)}.`, 100, '');
  if (Math.abs(budget / spent - 1) < 1e-9) return moving;
  return [...moving, ...wrap(`Over what was done with ${money(spent)}, ${words(overNow)}.`, 100, '')];
}

/** How far the best split moves with what the fit is unsure of. */
export function spread({ rows, decision }: Plan): readonly string[] {
  if (decision.spread === undefined) {
    return ['The fit gives no draws, so nothing is known of how far the best split could be from this one.'];
  }
  const quantiles = decision.spread;
  const strips = rows.map(({ channel }, i) => ({ name: channel, values: quantiles[i]!, mark: rows[i]!.now.spend }));
  const kept = decision.rules.find(({ name }) => name === 'keep')!.amounts;
  const open = rows.filter((_, i) => quantiles[i]![0]! <= kept[i]! && kept[i]! <= quantiles[i]!.at(-1)!);
  const verdict =
    open.length === 0
      ? `Whether a channel should get more or less than its share of now is clear for all of them.`
      : `Whether a channel should get more or less than its share of now is open for ${open.map(({ channel }) => channel).join(', ')}.`;
  return [
    bold('where the best split lies: spend by channel, over the draws of the fit'),
    quantileStrips(SHARES, strips, 'spend now'),
    '',
    ...wrap(verdict, 100, ''),
  ];
}

/** What is to be known before the numbers are used. */
export function caveats({ fit, decision, rows }: Plan): readonly string[] {
  const drawn = decision.spread === undefined ? '' : `; intervals are ${percent(0.8)} of its draws`;
  const cut = fit.curves.channels.some(({ tail }) => tail === 0);
  const stopped = rows.filter((_, i) => atBound(decision, i));
  return [
    ...(stopped.length === 0
      ? []
      : [
          `At a bound: ${stopped.map(({ channel }) => channel).join(', ')}; how much is gained there is the bound's doing.`,
        ]),
    ...(cut ? ['What spend brings after the window is not counted (the fit file can ask for a tail).'] : []),
    `Every number is what the fit believes${drawn}: where its curves are wrong, so is the split.`,
  ];
}

export const money = (amount: number) => fixed(amount, decimalsFor([amount]));
