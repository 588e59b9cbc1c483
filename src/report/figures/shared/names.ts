import { estimandName } from '../../data/estimandName.ts';
import type { Cell, ReportData } from '../../data/types.ts';

export function channelName(channel: string): string {
  return channel === '*' ? 'all channels' : channel;
}

/** A world whatever its sample size: scenario and what the study varied in it. */
export function worldOf(cell: Cell): string {
  const dials = Object.entries(cell.dials).map(([name, value]) => `${name} ${value}`);
  return [cell.scenario, ...dials].join(' · ');
}

/** Names of worlds by key of cell; a cell that the data do not list goes by its own key. */
export function worldNames(data: ReportData): (cell: string) => string {
  const names = new Map(data.cells.map((cell) => [cell.key, worldOf(cell)]));
  return (cell) => names.get(cell) ?? cell;
}

/** The same with the sample size. */
export function cellNames(data: ReportData): (cell: string) => string {
  const names = new Map(data.cells.map((cell) => [cell.key, `${worldOf(cell)} · ${cell.periods} weeks`]));
  return (cell) => names.get(cell) ?? cell;
}

/** How panels of a set of rows are told apart: by channel, by kind of estimand where there are several, and by the whole
 *  estimand where one arm has several of a kind in one cell (other windows or tails). */
export function panelNames(
  rows: readonly { readonly cell: string; readonly arm: string; readonly channel: string; readonly estimand: string }[],
): (row: { readonly channel: string; readonly estimand: string }) => string {
  const kinds = new Set<string>();
  const byPlace = new Map<string, string>();
  const severalWindows = new Set<string>();
  for (const { cell, arm, channel, estimand } of rows) {
    const kind = estimandName(estimand);
    kinds.add(kind);
    const place = JSON.stringify([cell, arm, channel, kind]);
    const other = byPlace.get(place);
    if (other !== undefined && other !== estimand) severalWindows.add(kind);
    byPlace.set(place, estimand);
  }
  return ({ channel, estimand }) => {
    const kind = estimandName(estimand);
    if (severalWindows.has(kind)) return `${channelName(channel)} · ${estimand}`;
    return kinds.size > 1 ? `${channelName(channel)} · ${kind}` : channelName(channel);
  };
}

/** Cut in the middle, where long names differ least: sweeps stand at the end. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const head = Math.ceil((most - 1) / 2);
  return `${text.slice(0, head)}…${text.slice(text.length - (most - 1 - head))}`;
}
