import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { hashJson, sha256Hex } from '../../core/hash.ts';
import { flaggedRows } from '../../score/measures/mcmcErrorShare.ts';
import type { JournalIndex } from '../journal/index.node.ts';
import { lockfileHash } from '../load/provenance.node.ts';
import type { Plan } from '../plan/types.ts';
import { openAtomic, writeAtomic } from './atomic.node.ts';
import { makeTables, summaryCsv, type Tables, tableFiles } from './tables.ts';

/** Writes the tables, timings.csv and manifest.json from a journal: the same bytes for the same rows,
 *  whatever order they were written in. Each file appears when it is complete. */
export function writeResults(folder: string, plan: Plan, index: JournalIndex): Tables {
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
  writeAtomic(join(folder, 'manifest.json'), `${JSON.stringify(manifest(folder, plan, index, tables), null, 2)}\n`);
  return tables;
}

/** What made the results, and what they hash to. */
function manifest(folder: string, plan: Plan, index: JournalIndex, { digests, byStatus, performance }: Tables) {
  const { total, done } = index.ledger.counts();
  const files = tableFiles(plan);
  const fileHash = (name: string): string => sha256Hex(readFileSync(join(folder, name)));
  return {
    study: plan.name,
    complete: done === total,
    versions: { ...plan.versions, node: process.version, platform: `${process.platform}-${process.arch}` },
    seed: plan.seed,
    plan_hash: hashJson(plan),
    lockfile_hash: lockfileHash(),
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
    damaged_lines: index.damage,
    digests: {
      [files.rows.replace('.', '_')]: fileHash(files.rows),
      [files.summary.replace('.', '_')]: fileHash(files.summary),
      data: Object.fromEntries(plan.cells.map((cell, i) => [cell.name, hashJson(digests[i]!)])),
    },
  };
}
