import type { Answers } from '../../score/answers.ts';
import { drawnWorld } from '../../simulate/drawParameters.ts';
import type { RecordSource } from '../output/rows.ts';
import { type Plan, runsIn } from '../plan/types.ts';
import { armsStatistic } from './arms.ts';
import { channelsStatistic } from './channels.ts';
import { type Measured, measureAlone, measurePair } from './compare.ts';
import { curveDifference } from './curves.ts';
import { decisionStatistic } from './decisionStatistic.ts';
import { detectorStatistic } from './detector.ts';
import { diagnosticStatistic } from './diagnosticStatistic.ts';
import { type Evidence, openEvidence } from './evidence.ts';
import type { ClaimScene } from './find.ts';
import { answersStatistic } from './oneChannel.ts';
import type { Operand } from './operand.ts';
import { parameterStatistic } from './parameterStatistic.ts';
import { tablesUnder } from './policyTables.ts';
import { otherSide, resolveSide } from './resolve.ts';
import type { Statistic } from './statistic.ts';
import { trueParameters } from './trueParameters.ts';
import type { Claim } from './types.ts';
import { type Judgement, judge, type Verdict } from './verdict.ts';
import { whyNothing } from './why.ts';
import { claimWords } from './words.ts';

/** A claim beside what was measured. */
export type JudgedClaim = Judgement & {
  readonly says: string | null;
  readonly source: string | null;
  /** what is measured, of whom and where */
  readonly what: string;
  readonly value: number | null;
  readonly mcse: number | null;
  readonly n: number;
  /** attempts on either side that gave no answer */
  readonly failed: number;
  readonly above: number | null;
  readonly below: number | null;
  /** of a claim that cannot be judged: why */
  readonly why?: string;
  readonly expected: Verdict;
  readonly finding: string | null;
};

/** Every claim of a study, judged from its rows. @see docs/methods/claims.md */
export function judgeClaims(plan: Plan, source: RecordSource): readonly JudgedClaim[] {
  if (plan.claims.length === 0) return [];
  const evidence = openEvidence(plan, source);
  return plan.claims.map((claim) => judgeClaim(plan, evidence, claim));
}

/** A plan as claims see it. */
function sceneOf(plan: Plan): ClaimScene {
  const { cells, arms, levels, decision } = plan;
  return {
    ...{ cells, arms, levels, decides: decision !== undefined },
    recordsParameters: plan.record?.includes('parameters') === true,
    runs: (cell, arm) => runsIn(plan, cell, arm),
    fallsBack: (arm) => arms[arm]!.fallback !== undefined,
  };
}

function judgeClaim(plan: Plan, evidence: Evidence, claim: Claim): JudgedClaim {
  const sides = operandsOf(plan, claim);
  const statistics = sides.map((operand) => statisticOf(plan, evidence, operand));
  const measured = measure(plan, claim, sides, statistics);
  const { value, mcse, n } = measured;
  const { says = null, source = null, above = null, below = null, finding = null } = claim;
  const head = {
    ...{ says, source, what: claimWords(plan, claim, sides), value, mcse, n, above, below, finding },
    failed: failures(sides, statistics),
    expected: claim.expect ?? ('holds' as const),
  };
  if (value !== null && mcse !== null) return { ...head, ...judge({ value, mcse, n }, claim) };
  return { ...head, verdict: 'undecided', why: whyNothing(plan, evidence, sides, measured) };
}

/** Attempts that gave no answer, those of one arm in one cell once. */
function failures(sides: readonly Operand[], statistics: readonly Statistic[]): number {
  const byPlace = new Map<string, number>();
  sides.forEach(({ cell, arms }, i) => {
    const place = `${cell}: ${arms.join()}`;
    byPlace.set(place, Math.max(byPlace.get(place) ?? 0, statistics[i]!.failed));
  });
  return [...byPlace.values()].reduce((sum, failed) => sum + failed, 0);
}

/** @throws Error where a plan has claims that it does not allow: they were checked when it was made */
function operandsOf(plan: Plan, claim: Claim): readonly Operand[] {
  if (claim.curves !== undefined) return [];
  const wanted = claim.against === undefined ? [claim] : [claim, otherSide(claim)];
  return wanted.map((side) => {
    const resolved = resolveSide(sceneOf(plan), side, []);
    if ('operand' in resolved) return resolved.operand;
    throw new Error(`a claim of the plan names nothing: ${resolved.findings.map(({ message }) => message).join('; ')}`);
  });
}

function measure(plan: Plan, claim: Claim, sides: readonly Operand[], [a, b]: readonly Statistic[]): Measured {
  if (a === undefined) return { value: curveDifference(claim), mcse: 0, n: 0 };
  const { times = 1, ratio = false } = claim;
  const measured = b === undefined ? measureAlone(a) : measurePair(a, b, { times, ratio });
  // one recorded dataset is what there is: nothing was drawn, and there is no other to draw
  const isRecord = sides.every(({ cell }) => plan.cells[cell]!.recording?.datasets.length === 1);
  return isRecord ? { ...measured, mcse: 0 } : measured;
}

function statisticOf(plan: Plan, evidence: Evidence, operand: Operand): Statistic {
  const { cell, arms, estimands, parameter, diagnostic, kind } = operand;
  if (kind === 'arms') {
    const sides = arms.map((arm) => evidence(cell, arm));
    return armsStatistic(sides, { ...operand, diagnostic: diagnostic! });
  }
  if (kind === 'detector') {
    const rows = operand.places!.map((place) => ({ ...place, evidence: evidence(place.cell, place.arm) }));
    return detectorStatistic(rows, diagnostic!, operand.wrong!);
  }
  const arm = evidence(cell, arms[0]!);
  if (kind === 'diagnostic') return diagnosticStatistic(arm, diagnostic!);
  if (kind === 'parameter') {
    const { world } = plan.cells[cell]!;
    const truth = (replicate: number) => trueParameters(drawnWorld(world, { seed: plan.seed, replicate }))[parameter!]!;
    return parameterStatistic(arm, { ...operand, parameter: parameter! }, truth, plan.levels);
  }
  const of = (tables: readonly Answers[]): Statistic => {
    if (kind === 'decision') return decisionStatistic(tables[0]!);
    return kind === 'channels'
      ? channelsStatistic(tables, operand, plan.levels)
      : answersStatistic(tables[0]!, operand, plan.levels);
  };
  const own = of(estimands.map((k) => arm.answers[k]!));
  const seen = tablesUnder(plan, evidence, operand);
  // whatever a policy puts in their place, the arm's own failures are counted
  return seen === undefined ? own : { ...of(seen), attempts: own.attempts, failed: own.failed };
}
