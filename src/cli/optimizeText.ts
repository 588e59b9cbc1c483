import { decimalsFor, fixed } from './digits.ts';
import { caveats, chances, money, ruleTable, spread } from './optimizeDoubt.ts';
import { type Bounds, usualBounds } from './optimizeOptions.ts';
import type { Plan, PlanRow } from './optimizePlan.ts';
import { bold, yellow } from './style.ts';
import { table } from './table.ts';
import { wrap } from './wrap.ts';

const right = 'right' as const;

/** The decision for people: what to spend where, what it brings, how sure that is, and what simpler rules would do. */
export function planText(plan: Plan): string {
  const { fit } = plan;
  const parts = [
    [bold(`best split of ${money(plan.budget)} by ${fit.estimator} on ${fit.data}`), ...terms(plan)],
    ...(fit.doubt === undefined ? [] : [[yellow(`the fit did not converge: ${fit.doubt}`)]]),
    [channelTable(plan)],
    margin(plan),
    [bold('against simpler rules, with the same budget and bounds'), ruleTable(plan)],
    chances(plan),
    spread(plan),
    wrap(caveats(plan).join(' '), 100, ''),
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

/** What the split was free to do. */
function terms({ fit, budget, spent, bounds, decision, idle }: Plan): readonly string[] {
  const { window, dates, period, channels, scales } = fit.curves;
  const when = dates === undefined ? `${window[0]}–${window[1]}` : `${dates[0]} to ${dates[1]}`;
  const times =
    Math.abs(budget / spent - 1) < 1e-9 ? 'as much as' : `${Number((budget / spent).toPrecision(4))} times what`;
  const tails = [...new Set(channels.map(({ tail }) => tail))];
  const after =
    Math.max(...tails) === 0 ? '' : `, whose contribution is counted until ${tails.join(' or ')} ${period}s later`;
  const ways =
    decision.best.method === 'equal-marginals'
      ? 'equal marginal returns: no split is better'
      : 'going uphill from several starts, for not all curves are concave';
  return wrap(
    [
      `${times} was spent in ${period}s ${when}${after};`,
      `${boundsText(
        bounds,
        channels.map(({ channel }) => channel),
        usualBounds(scales.at(-1)!),
      )};`,
      `found by ${ways}.`,
      ...(idle.length === 0 ? [] : [`Without spend there, and so without a curve: ${idle.join(', ')}.`]),
    ].join(' '),
    100,
    '',
  );
}

function boundsText(bounds: readonly Bounds[], channels: readonly string[], usual: Bounds): string {
  const words = ({ low, high }: Bounds) => `${low} and ${high} times`;
  const [one] = bounds;
  const alike = bounds.every(({ low, high }) => low === one!.low && high === one!.high);
  const byDefault =
    alike && one!.low === usual.low && one!.high === usual.high ? ' (the default; --bounds changes it)' : '';
  return alike
    ? `each channel between ${words(one!)} what it spent${byDefault}`
    : `${bounds.map((each, i) => `${channels[i]} between ${words(each)}`).join(', ')} what it spent`;
}

function channelTable({ fit, rows, total, value, spent, budget }: Plan): string {
  const all = [...rows, total];
  const [spends, brings, margins] = [
    decimalsFor(all.flatMap(({ now, best }) => [now.spend, best.spend])),
    decimalsFor(all.flatMap(({ now, best }) => [now.contribution, best.contribution])),
    decimalsFor(all.flatMap(({ now, best }) => [now.marginal, best.marginal])),
  ];
  const cells = ({ channel, now, best }: PlanRow) => [
    channel,
    fixed(now.spend, spends),
    fixed(best.spend, spends),
    change(best.spend / now.spend),
    fixed(now.contribution, brings),
    fixed(best.contribution, brings),
    fixed(now.marginal, margins),
    fixed(best.marginal, margins),
  ];
  const profit = (contribution: number, cost: number) => fixed((value ?? 0) * contribution - cost, brings);
  const titles = ['spend now', 'best', '', `${fit.curves.outcome} now`, 'best', 'marginal ROAS now', 'best'];
  return table(
    [{ title: 'channel' }, ...titles.map((title) => ({ title, align: right }))],
    [
      ...rows.map(cells),
      cells(total),
      ...(value === undefined
        ? []
        : [['profit', '', '', '', profit(total.now.contribution, spent), profit(total.best.contribution, budget)]]),
    ],
  );
}

/** @example change(1.204) // '+20 %' */
function change(ratio: number): string {
  const points = Math.round(100 * (ratio - 1));
  return points === 0 ? '0 %' : `${points > 0 ? '+' : '-'}${Math.abs(points)} %`;
}

/** What the last unit of budget brings, in money where that is known. */
function margin({ fit, total, value }: Plan): readonly string[] {
  const price = total.best.marginal;
  if (price === null) return ['No channel is free to take a unit more or less within these bounds.'];
  const shown = (x: number) => fixed(x, decimalsFor([x]));
  const brings = `The last unit of this budget brings ${shown(price)} of ${fit.curves.outcome}`;
  if (value === undefined) return [`${brings}.`];
  const earned = value * price;
  const more = earned > 1 ? 'more budget would pay' : 'part of this budget does not pay for itself';
  return wrap(`${brings}, worth ${shown(earned)}: ${more}.`, 100, '');
}
