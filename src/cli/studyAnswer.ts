import { join } from 'node:path';
import process from 'node:process';
import { stopOf } from '../experiment/output/acrossFiles.ts';
import { ALL_PAIRS, referenceArms } from '../experiment/output/differences.ts';
import { tableFiles } from '../experiment/output/tables.ts';
import type { Results } from '../experiment/runStudy.node.ts';
import { adjustmentLines } from './adjustmentLines.ts';
import { claimLines, tally } from './claimText.ts';
import { decisionText } from './decisionText.ts';
import { exitCodes } from './exitCodes.ts';
import { failureLines } from './failureText.ts';
import { fixedTruthLines } from './fixedTruthLines.ts';
import { missText } from './missText.ts';
import { answer, remark } from './output.ts';
import { performanceJson } from './performanceJson.ts';
import { flaggedLine, performanceTables } from './performanceTables.ts';
import { sbcJson, sbcText } from './sbcText.ts';
import { stopLines } from './stopLines.ts';

/** What a study found, on stdout. */
export function tellStudy(results: Results, json?: boolean): void {
  const { plan, performance, calibration, claims, complete, misses, across } = results;
  const verdicts = claims.length === 0 || !complete ? [] : ['', ...claimLines(claims, null), tally(claims)];
  const missed =
    misses === undefined
      ? []
      : missText(
          misses,
          plan.arms.map(({ name }) => name),
        );
  const rows = [...performance, ...(across?.policies ?? [])];
  const warned = [...(across === undefined ? [] : failureLines(across)), ...fixedTruthLines(plan)];
  const text = () =>
    [
      performanceTables(plan, rows, plan.question),
      ...decisionText(plan, rows),
      ...adjustmentLines(plan),
      ...missed,
      ...warned,
      ...verdicts,
    ].join('\n');
  if (calibration === undefined) answer(json, json ? performanceJson(results) : null, json ? '' : text());
  else answer(json, sbcJson(plan, calibration), sbcText(plan, calibration, plan.question));
}

/** What came of its attempts and where it is, on stderr, and the exit code. */
export function concludeStudy(results: Results, out: string): void {
  const { plan, counts, complete, calibration, performance, across } = results;
  tellCounts(plan, counts, out);
  const stop = complete ? stopOf(plan, performance, across) : undefined;
  if (stop !== undefined) for (const line of stopLines(stop)) remark(line);
  const flagged = flaggedLine(performance);
  if (flagged !== undefined) remark(flagged);
  const references = referenceArms(plan);
  if (references.length > 0) remark(differencesLine(references));
  if (calibration?.passed === false) process.exitCode = exitCodes.finding;
  if (!complete) {
    remark('incomplete: the other attempts of this plan are still to be made');
    process.exitCode = exitCodes.incomplete;
  }
}

/** Where arms are too many for all pairs. */
const differencesLine = (references: readonly string[]): string =>
  `differences.csv and mcnemar.csv: with more than ${ALL_PAIRS} arms in a cell each is held against its first, ${references.join(' or ')}`;

export function tellCounts(plan: Results['plan'], counts: Results['counts'], out: string): void {
  const failures = Object.entries(counts.byStatus).filter(([status, n]) => status !== 'ok' && n > 0);
  remark(
    [
      `${counts.done} of ${counts.total} attempts`,
      failures.length === 0 ? 'none failed' : `${failures.map(([status, n]) => `${n} ${status}`).join(', ')}`,
      `written to ${join(out, '/')}`,
    ].join(' · '),
  );
  if (failures.length > 0)
    remark(`why each of them failed: columns status and reason of ${join(out, tableFiles(plan).rows)}`);
}
