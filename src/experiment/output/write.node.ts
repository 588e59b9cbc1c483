import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { hashJson, sha256Hex } from '../../core/hash.ts';
import { flaggedRows } from '../../score/measures/mcmcErrorShare.ts';
import type { JournalIndex } from '../journal/index.node.ts';
import { codeHash } from '../load/provenance.node.ts';
import type { Plan } from '../plan/types.ts';
import { acrossFiles, acrossManifest } from './acrossFiles.ts';
import { openAtomic, writeAtomic } from './atomic.node.ts';
import { canonicalHash } from './canonical.ts';
import { decisionsCsv } from './decisions.ts';
import { decompositionCsv } from './decomposition.ts';
import { missesCsv } from './misses.ts';
import { makeTables, summaryCsv, type Tables, tableFiles } from './tables.ts';

export type Written = Tables & { /** canonical.ts */ readonly hash: string };

/** Writes the tables, timings.csv and manifest.json from a journal: the same bytes for the same rows,
 *  whatever order they were written in. Each file appears when it is complete. */
export function writeResults(folder: string, plan: Plan, index: JournalIndex): Written {
  const files = tableFiles(plan);
  const rows = openAtomic(join(folder, files.rows));
  const timings = openAtomic(join(folder, 'timings.csv'));
  let tables: Tables;
  try {
    tables = makeTables(plan, index, rows.write, timings.write);
  } catch (error) {
    rows.discard();
    timings.discard();
    throw error;
  }
  rows.keep();
  timings.keep();
  writeAtomic(join(folder, files.summary), summaryCsv(plan, tables));
  writeFindings(folder, plan, index, tables);
  writeAcross(folder, plan, tables);
  const hash = canonicalHash(plan, index);
  const about = manifest(folder, plan, index, tables, hash);
  writeAtomic(join(folder, 'manifest.json'), `${JSON.stringify(about, null, 2)}\n`);
  return { ...tables, hash };
}

/** What a study of estimators tells beside its tables: what was missed and why, and the parts of the bias. */
function writeFindings(folder: string, plan: Plan, index: JournalIndex, { misses, verdicts }: Tables): void {
  if (misses === undefined || verdicts === undefined) return;
  writeAtomic(join(folder, 'misses.csv'), missesCsv(plan, misses, verdicts));
  const decomposition = decompositionCsv(plan, index);
  if (decomposition !== undefined) writeAtomic(join(folder, 'decomposition.csv'), decomposition);
  const decisions = decisionsCsv(plan, index);
  if (decisions !== undefined) writeAtomic(join(folder, 'decisions.csv'), decisions);
}

/** What is seen with all arms side by side; a table without rows is not there. */
function writeAcross(folder: string, plan: Plan, { across, verdicts }: Tables): void {
  if (across === undefined || verdicts === undefined) return;
  for (const [name, text] of Object.entries(acrossFiles(plan, across, verdicts))) {
    if (text === undefined) rmSync(join(folder, name), { force: true });
    else writeAtomic(join(folder, name), text);
  }
}

/** What made the results, and what they hash to. */
function manifest(
  folder: string,
  plan: Plan,
  index: JournalIndex,
  { digests, byStatus, performance, across }: Tables,
  hash: string,
) {
  const { total, done } = index.ledger.counts();
  const files = tableFiles(plan);
  const fileHash = (name: string): string => sha256Hex(readFileSync(join(folder, name)));
  return {
    study: plan.name,
    complete: done === total,
    versions: {
      plumbline: plan.versions.plumbline,
      rng: plan.versions.rng,
      code: plan.versions.code ?? null,
      // a merge may be made by other code than the rows were
      tables: codeHash(),
      node: process.version,
      platform: `${process.platform}-${process.arch}`,
    },
    seed: plan.seed,
    plan_hash: hashJson(plan),
    lockfile_hash: plan.versions.lockfile,
    // any row again, bit for bit
    replay: `plumbline replay . --unit <column unit of ${files.rows}>`,
    counts: {
      cells: plan.cells.length,
      arms: plan.arms.length,
      replicates: plan.replicates,
      attempts: total,
      done,
      by_status: byStatus,
    },
    // Monte Carlo error inside the fits above its share of the RMSE: statistics.md §3
    flagged: flaggedRows(performance).map(({ cell, arm, channel, estimand, value }) => ({
      ...{ cell, arm, channel, estimand },
      mcmc_error_share: value,
    })),
    ...(across === undefined ? {} : acrossManifest(plan, performance, across)),
    damaged_lines: index.damage,
    // of the rows themselves: the same however, wherever and in how many parts the study was run
    results_hash: hash,
    digests: {
      [files.rows.replace('.', '_')]: fileHash(files.rows),
      [files.summary.replace('.', '_')]: fileHash(files.summary),
      data: Object.fromEntries(plan.cells.map((cell, i) => [cell.name, hashJson(digests[i]!)])),
    },
  };
}
