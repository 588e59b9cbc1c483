import type { AcrossArms } from '../experiment/output/acrossArms.ts';
import { informativeFailures } from '../experiment/output/failures.ts';
import { formatScore } from '../score/format.ts';

/** Warnings of cells where the data that break an arm are not like the rest. */
export function failureLines({ failures }: Pick<AcrossArms, 'failures'>): readonly string[] {
  const informative = informativeFailures(failures);
  if (informative.length === 0) return [];
  return [
    '',
    'warning: failures that depend on the data; numbers as analyzed leave out what is hard (policies.csv counts it in).',
    ...informative.map(({ cell, arm, channel, n, nFailed, shadow, check }) => {
      const { difference, mcse, p } = check!;
      const by = `${formatScore(difference, mcse)} (p ${p! < 1e-4 ? '< 0.0001' : p!.toFixed(4)})`;
      return `  ${arm} in ${cell} failed on ${nFailed} of ${n}: there the error of ${shadow} on ${channel} differs by ${by}`;
    }),
  ];
}
