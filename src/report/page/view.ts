import { estimandName } from '../data/estimandName.ts';
import type { ReportData } from '../data/types.ts';
import type { View } from '../figures/figure.ts';

/** What the reader lets through; each set starts full. */
export type Filters = {
  readonly scenarios: ReadonlySet<string>;
  readonly periods: ReadonlySet<number>;
  readonly arms: ReadonlySet<string>;
  readonly channels: ReadonlySet<string>;
  readonly estimands: ReadonlySet<string>;
  readonly level: number;
};

/** What there is to choose from, in the order of the study. */
export type Choices = {
  readonly scenarios: readonly string[];
  readonly periods: readonly number[];
  readonly arms: readonly string[];
  readonly channels: readonly string[];
  readonly estimands: readonly string[];
  readonly levels: readonly number[];
};

export function choicesOf({ cells, arms, performance, study }: ReportData): Choices {
  const unique = <Value>(values: readonly Value[]): readonly Value[] => [...new Set(values)];
  return {
    scenarios: unique(cells.map(({ scenario }) => scenario)),
    periods: unique(cells.map(({ periods }) => periods)).toSorted((a, b) => a - b),
    arms: arms.map(({ label }) => label),
    channels: unique(performance.map(({ channel }) => channel)),
    estimands: unique(unique(performance.map(({ estimand }) => estimand)).map(estimandName)),
    levels: study.levels,
  };
}

/** Everything, at the highest level: what intervals promise most is what one looks at first. */
export function allOf(choices: Choices): Filters {
  const { scenarios, periods, arms, channels, estimands, levels } = choices;
  return {
    scenarios: new Set(scenarios),
    periods: new Set(periods),
    arms: new Set(arms),
    channels: new Set(channels),
    estimands: new Set(estimands),
    level: Math.max(0, ...levels),
  };
}

/** The rows that pass, in the order of the data. */
export function viewOf(data: ReportData, filters: Filters): View {
  const { scenarios, periods, arms, channels, estimands, level } = filters;
  const inside = data.cells.filter((cell) => scenarios.has(cell.scenario) && periods.has(cell.periods));
  const cells = new Set(inside.map(({ key }) => key));
  // a key is parsed once, not once a row: there may be 100,000
  const known = new Map<string, boolean>();
  const asked = (key: string): boolean => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const is = estimands.has(estimandName(key));
    known.set(key, is);
    return is;
  };
  type Row = { readonly cell: string; readonly arm: string; readonly channel: string; readonly estimand: string };
  const passes = (row: Row): boolean =>
    cells.has(row.cell) && arms.has(row.arm) && channels.has(row.channel) && asked(row.estimand);
  return {
    data,
    performance: data.performance.filter(passes),
    estimates: data.estimates.filter(passes),
    cells,
    arms,
    channels,
    estimands,
    level,
  };
}
