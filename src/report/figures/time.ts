import { exp, log } from '../../core/math.ts';
import { formatScore } from '../../score/format.ts';
import type { FitRow } from '../data/types.ts';
import type { Figure, Surroundings, View } from './figure.ts';
import { type Ladder, ladders } from './shared/ladder.ts';
import { ladderPlot } from './shared/ladderPlot.ts';
import { limitPanels } from './shared/limit.ts';
import { logAxis } from './shared/logAxis.ts';
import { worldNames } from './shared/names.ts';
import type { Scored } from './shared/rows.ts';
import { type Part, sheet } from './shared/sheet.ts';
import { type Column, tableOf } from './shared/table.ts';
import { plain } from './shared/words.ts';

/** What an arm costs, and what its chains are worth. */
export const time: Figure = {
  id: 'time',
  title: 'Time and effective sample size a fit',
  caption:
    'Mean seconds a fit took on the machine of the run and, for estimators with chains, the mean over fits of the smallest effective sample size, both on logarithmic scales with ±1.96 Monte Carlo errors. Times are of that machine and its load: compare arms, not studies. Below some 400 effective draws the ends of a 95 % interval are themselves guesses.',
  absent: (data) => (data.fits.some(({ seconds }) => seconds > 0) ? null : 'no fit of this study was timed'),
  table: (view) => tableOf(columns, rowsOf(view)),
  draw,
};

const columns: readonly Column<FitRow>[] = [
  { key: 'cell', title: 'cell', of: ({ cell }) => cell },
  { key: 'arm', title: 'arm', of: ({ arm }) => arm },
  { key: 'seconds', title: 'seconds a fit', of: ({ seconds }) => seconds, numeric: true },
  { key: 'seconds_mcse', title: 'MCSE of seconds', of: ({ secondsMcse }) => secondsMcse, numeric: true },
  { key: 'ess', title: 'smallest ESS a fit', of: ({ ess }) => ess, numeric: true },
  { key: 'ess_mcse', title: 'MCSE of ESS', of: ({ essMcse }) => essMcse, numeric: true },
  { key: 'n', title: 'n', of: ({ n }) => n, numeric: true },
];

type Quantity = {
  readonly name: string;
  readonly unit: string;
  readonly of: (fit: FitRow) => readonly [number | null, number | null];
  /** what the mean is over */
  readonly over: (fits: number) => string;
};

const quantities: readonly Quantity[] = [
  {
    name: 'Seconds a fit',
    unit: 's',
    of: ({ seconds, secondsMcse }) => [seconds, secondsMcse],
    over: (n) => `n = ${n}`,
  },
  {
    name: 'Smallest effective sample size a fit',
    unit: 'draws',
    of: ({ ess, essMcse }) => [ess, essMcse],
    over: (n) => `over those of ${n} fits that succeeded`,
  },
];

function rowsOf({ data, cells, arms }: View): readonly FitRow[] {
  return data.fits.filter(({ cell, arm }) => cells.has(cell) && arms.has(arm));
}

function draw(view: View, around: Surroundings): SVGElement | null {
  const parts: Part[] = [];
  const notes: string[] = [];
  for (const quantity of quantities) {
    const limited = limitPanels(ladders(view, around, logarithms(view, quantity)), 20);
    parts.push(...limited.shown.map((ladder) => part(around, ladder, quantity)));
    notes.push(...limited.notes);
  }
  return sheet(around, time.title, parts, notes);
}

/** Logarithms as rows of a ladder: one ladder for the quantity, one panel a world. */
function logarithms(view: View, { name, of }: Quantity): readonly Scored[] {
  const worldOf = worldNames(view.data);
  const periods = new Map(view.data.cells.map(({ key, periods }) => [key, periods]));
  return rowsOf(view).flatMap((fit) => {
    const [value, mcse] = of(fit);
    if (value === null || value <= 0) return [];
    const spread = 1.96 * (mcse ?? 0);
    const row: Scored = {
      ...{ cell: name, scenario: '', periods: periods.get(fit.cell) ?? 0, arm: fit.arm, channel: worldOf(fit.cell) },
      ...{ estimand: '', target: 'on', identified: '', policy: '', measure: name, level: null },
      ...{ value: log(value), mcse, lower: log(Math.max(value - spread, value / 100)), upper: log(value + spread) },
      ...{ n: fit.n, nFailed: 0 },
    };
    return [row];
  });
}

function part(around: Surroundings, ladder: Ladder, { name, unit, over }: Quantity): Part {
  const rungs = ladder.panels.flatMap(({ rows }) => rows);
  const low = rungs.reduce((least, { row, lower }) => Math.min(least, row.value, lower), Number.POSITIVE_INFINITY);
  const high = rungs.reduce((most, { row, upper }) => Math.max(most, row.value, upper), Number.NEGATIVE_INFINITY);
  // room for a tick on either side, however alike the arms are
  const domain = [low - 0.25, Math.max(high, low + 1) + 0.25] as const;
  const shown = (row: Scored) => `${formatScore(exp(row.value), row.mcse)} ${unit}`;
  const plot = ladderPlot(around, ladder, [ladder], {
    ...{ domain, reference: domain[0], stems: false },
    tickFormat: (value) => plain(exp(value)),
    ticks: ticksOf(exp(domain[0]), exp(domain[1])).map(log),
    tip: ({ row }) =>
      `${row.arm}, ${row.periods} weeks\n${row.channel}\n${name.toLowerCase()}: ${shown(row)} (± MCSE)\n${over(row.n)}`,
    shown: ({ row }) => shown(row),
  });
  return { title: ladder.world, unit: `logarithmic scale, ${unit}`, plot };
}

/** At most four, so that labels of narrow panels stay apart. */
function ticksOf(low: number, high: number): readonly number[] {
  const all = logAxis(low, high, 1).ticks(4);
  const every = Math.ceil(all.length / 4);
  return all.filter((_, i) => i % every === 0);
}
