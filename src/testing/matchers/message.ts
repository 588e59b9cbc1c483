import { shellLine } from '../../core/shellLine.ts';
import { estimandKey } from '../../dataset/estimand.ts';
import { causesOf } from '../../experiment/plan/causes.ts';
import { formatScore } from '../../score/format.ts';
import { onTarget } from '../../score/target.ts';
import type { Trial } from '../trial/trial.ts';
import type { Check, Claim } from './types.ts';

/** What the last sample showed. */
export type Seen = {
  readonly trial: Trial;
  readonly checks: readonly Check[];
  /** replicates of the last sample */
  readonly size: number;
  readonly tries: number;
};

/** A reader sees the worst; the rest is the same story. */
const MOST_LINES = 5;

/** What fell, by how much, and how to see it again. */
export function failureText(claim: Claim, seen: Seen): string {
  const sorted = [...seen.checks].sort((a, b) => a.p - b.p);
  const shown = sorted.filter(({ p }, i) => i === 0 || p * sorted.length < 0.01).slice(0, MOST_LINES);
  return [
    `${headOf(claim, seen)} ${claim.denied}`,
    ...shown.map((check) => `  ${check.of}: ${check.measured} (p ${short(check.p)})${offTarget(check, seen.trial)}`),
    `  seed ${seen.trial.options.seed}, ${seen.size} replicates, try ${seen.tries} of at most 7; a sound estimator fails once in 100,000 runs`,
    ...replayLines(claim, seen, shown.find(({ worst }) => worst !== undefined)?.worst ?? 0),
  ].join('\n');
}

/** For `.not`, where passing is the failure. */
export function passText(claim: Claim, seen: Seen): string {
  return [
    `${headOf(claim, seen)} ${claim.claimed}: nothing speaks against it`,
    ...seen.checks.slice(0, MOST_LINES).map(({ of, measured, p }) => `  ${of}: ${measured} (p ${short(p)})`),
    `  seed ${seen.trial.options.seed}, ${seen.size} replicates, try ${seen.tries}`,
  ].join('\n');
}

function headOf({ matcher }: Claim, { trial }: Seen): string {
  // in a comparison the baseline comes second
  const ids = trial.subjects.map(({ estimator }) => estimator.id).join(' against ');
  return `${matcher}: ${ids} in cell ${trial.plan.cells[0]!.name}`;
}

/** A miss may be of the question, not of the fit. */
function offTarget({ estimand: k }: Check, { plan }: Trial): string {
  const cell = plan.cells[0]!;
  const conditioning = cell.conditioning[0];
  const estimand = k === undefined ? undefined : cell.estimands[k];
  if (!conditioning || estimand === undefined) return '';
  const { target, kind, held } = onTarget(causesOf(cell), conditioning, estimand);
  return target === 'off'
    ? `; off target: what it conditions on answers ${estimandKey({ ...estimand, kind, held })}`
    : '';
}

function replayLines({ matcher }: Claim, { trial }: Seen, worst: number): readonly string[] {
  const { scenario, options } = trial;
  const { seed, periods, replicates, set } = options;
  const again = `  again: the same call with { seed: ${seed}, periods: ${periods}, replicates: ${replicates} } gives the same ${matcher}`;
  // the command line has no place for what a test sets in a scenario
  if (set !== undefined || scenario.file === 'scenario.yaml') {
    return [
      again,
      `  its data: save the scenario${set === undefined ? '' : ` with ${JSON.stringify(set)} set`}, then ${commandOf('<file>')}`,
    ];
  }
  return [again, `  its data: ${commandOf(shellLine([scenario.file]))}`];

  function commandOf(file: string): string {
    return `plumbline simulate ${file} --periods ${periods} --seed ${seed} --replicate ${worst} --out data`;
  }
}

/** Three digits; what has no value (a mean of nothing) is a dash. */
export function short(x: number): string {
  return formatScore(Number.isFinite(x) ? x : null, null);
}
