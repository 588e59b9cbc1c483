import type { JudgedClaim } from '../experiment/claims/judge.ts';
import type { Study } from '../experiment/study/study.ts';
import { asExpected, claimLines } from './claimText.ts';
import { duration } from './progress.ts';
import { bold } from './style.ts';
import { wrap } from './wrap.ts';

/** One study put to the test. */
export type Verified = {
  readonly study: Study;
  readonly replicates: number;
  readonly seconds: number;
  /** its results folder; null where nothing was simulated */
  readonly out: string | null;
  readonly complete: boolean;
  readonly claims: readonly JudgedClaim[];
};

/** Source, size and time of a study, then its claims. */
export function verifiedText({ study, seconds, replicates, claims, complete }: Verified): string {
  const { name, sources = [], full, arms } = study;
  const size = arms.length === 0 ? 'nothing to simulate' : sizeText(replicates, full?.replicates);
  const time = seconds < 60 ? `${seconds.toFixed(1)} s` : duration(seconds);
  return [
    bold(name),
    ...sources.flatMap((source) => wrap(source)),
    `${size} · ${time}${complete ? '' : ' · incomplete'}`,
    '',
    ...claimLines(claims, sources.length === 1 ? sources[0]! : null),
    '',
  ].join('\n');
}

function sizeText(replicates: number, full: number | undefined): string {
  const count = `${replicates} replicate${replicates === 1 ? '' : 's'} a cell`;
  if (full === undefined) return count;
  if (replicates >= full) return `${count}, the full size`;
  return `${count}; the full size, --full, has ${full}`;
}

/** The same as plain JSON. */
export function verifiedJson({ study, replicates, seconds, out, complete, claims }: Verified) {
  const { name, question = null, sources = [], full } = study;
  return {
    ...{ study: name, question, sources, replicates, full_replicates: full?.replicates ?? null },
    ...{ seconds: Math.round(1000 * seconds) / 1000, results: out, complete },
    claims: claims.map((claim) => ({ ...claim, as_expected: asExpected(claim) })),
  };
}
