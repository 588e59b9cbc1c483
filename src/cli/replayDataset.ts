import type { Replay } from '../experiment/replay/replay.node.ts';
import { red } from './style.ts';
import { pack } from './wrap.ts';

/** The facts of a dataset, a line each: digest, length, geos, and what stands in it. */
export function replayDataset({ replayed, row, dataset }: Pick<Replay, 'replayed' | 'row' | 'dataset'>) {
  const { same = true, before } = row.find(({ path }) => path === 'digest') ?? {};
  const { periods, period, history, future, geos, channels, controls, outcome, dates, carryoverStart } = dataset;
  const span = dates === null ? '' : `, ${dates[0]} to ${dates.at(-1)}`;
  const start =
    carryoverStart === 'zero' ? 'spend before them unknown and taken as 0' : `spend of ${history} before is known`;
  const places = geos.length === 1 ? 'national' : `${geos.length} geos`;
  const totals = channels.map(({ name, spend }) => `${name} ${short(sum(spend.window))}`);
  const mean = sum(outcome.values) / outcome.values.length;
  return [
    `digest ${replayed.digest}, ${same ? 'as journaled' : red(`journaled ${before ?? 'nowhere'}`)}`,
    `${periods} ${period}s${span}; ${start}, of ${future} after; ${places}`,
    ...pack([`outcome ${outcome.name}, mean ${short(mean)}`, ...controlsOf(controls)], '; ', WIDEST),
    ...pack([`spend ${totals[0]}`, ...totals.slice(1)], ' · ', WIDEST),
  ];
}

/** Beside the titles, on 100 columns. */
const WIDEST = 90;

const controlsOf = (controls: readonly { readonly name: string }[]): readonly string[] =>
  controls.length === 0 ? ['no controls'] : [`controls ${controls.map(({ name }) => name).join(', ')}`];

const short = (x: number): string => String(Number(x.toPrecision(4)));

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
