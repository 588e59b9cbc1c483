import type { ArmEvidence } from './evidence.ts';
import { meanStatistic, type Statistic } from './statistic.ts';

/** The mean of a number that fits report of themselves. */
export function diagnosticStatistic({ answers, notes }: ArmEvidence, diagnostic: string): Statistic {
  const replicates = answers[0]?.replicate ?? new Float64Array(0);
  const value = (i: number): number | null => {
    const { status, diagnostics } = notes[i]!;
    return status === 'ok' ? (diagnostics[diagnostic] ?? null) : null;
  };
  const failed = notes.filter(({ status }) => status !== 'ok').length;
  return meanStatistic(replicates, value, { attempts: notes.length, failed });
}
