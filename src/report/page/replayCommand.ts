import { shellLine } from '../../core/shellLine.ts';
import type { PerformanceRow, ReportData, UnitRow } from '../data/types.ts';

export type ReplayCommand = { readonly command: string; readonly about: string };

/** Finds the attempt behind a row that a reader would look at first.
 *  A row for all channels together has the one of the first channel. */
export function replayCommands({ units, study }: ReportData): (row: PerformanceRow) => ReplayCommand | null {
  const byAnswer = new Map(units.map((unit) => [keyOf(unit), unit]));
  const byArm = new Map(units.toReversed().map((unit) => [JSON.stringify([unit.cell, unit.arm]), unit]));
  return (row) => {
    const own = byAnswer.get(keyOf(row));
    const unit = own ?? byArm.get(JSON.stringify([row.cell, row.arm]));
    if (unit === undefined) return null;
    const command = `plumbline ${shellLine(['replay', study.results, '--unit', unit.unit])}`;
    const why =
      unit.why === 'farthest'
        ? `farthest from the truth${own === undefined ? ` on ${unit.channel}` : ''}`
        : 'the first; none answered';
    return { command, about: `replicate ${unit.replicate}, ${why}` };
  };
}

const keyOf = ({ cell, arm, channel, estimand }: Pick<UnitRow, 'cell' | 'arm' | 'channel' | 'estimand'>): string =>
  JSON.stringify([cell, arm, channel, estimand]);
