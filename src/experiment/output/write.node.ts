import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { hashJson, sha256Hex } from '../../core/hash.ts';
import type { JournalIndex } from '../journal/index.node.ts';
import { lockfileHash } from '../load/provenance.node.ts';
import type { Plan } from '../plan/types.ts';
import { openAtomic, writeAtomic } from './atomic.node.ts';
import { makeTables, performanceCsv, type Tables } from './tables.ts';

/** Writes estimates.csv, performance.csv, timings.csv and manifest.json from a journal: the same bytes for the same rows,
 *  whatever order they were written in. Each file appears when it is complete. */
export function writeResults(folder: string, plan: Plan, index: JournalIndex): Tables {
  const estimates = openAtomic(join(folder, 'estimates.csv'));
  const timings = openAtomic(join(folder, 'timings.csv'));
  let tables: Tables;
  try {
    tables = makeTables(plan, index, estimates.write, timings.write);
  } catch (error) {
    estimates.discard();
    timings.discard();
    throw error;
  }
  estimates.keep();
  timings.keep();
  writeAtomic(join(folder, 'performance.csv'), performanceCsv(plan, tables.performance));
  writeAtomic(join(folder, 'manifest.json'), `${JSON.stringify(manifest(folder, plan, index, tables), null, 2)}\n`);
  return tables;
}

/** What made the results, and what they hash to. */
function manifest(folder: string, plan: Plan, index: JournalIndex, { digests, byStatus }: Tables) {
  const { total, done } = index.ledger.counts();
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
    damaged_lines: index.damage,
    digests: {
      estimates_csv: fileHash('estimates.csv'),
      performance_csv: fileHash('performance.csv'),
      data: Object.fromEntries(plan.cells.map((cell, i) => [cell.name, hashJson(digests[i]!)])),
    },
  };
}
