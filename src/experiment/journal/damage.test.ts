import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nodeSurroundings } from '../load/study.node.ts';
import { planStudy } from '../plan/planStudy.ts';
import { unitId } from '../plan/unit.ts';
import type { RunRecord } from '../run/record.ts';
import { runStudy } from '../runStudy.node.ts';
import { inFolder, small } from '../small.fixture.node.ts';
import { readJournal } from './index.node.ts';
import { encodeLine } from './line.ts';

const plan = await planStudy({ ...small, replicates: 40 }, nodeSurroundings('.'));

/** A journal of the plan's second cell: truths, rows with and without texts that look like records. */
const records: readonly RunRecord[] = Array.from({ length: plan.replicates }, (_, replicate): RunRecord[] => {
  const [cell, arm] = [plan.cells[1]!, plan.arms[replicate % 4]!];
  const head = { cell: cell.id, replicate, digest: `${replicate}`.padStart(64, 'd') };
  const reason = replicate % 3 === 0 ? { reason: '{"kind":"attempt",“quoted” ,"sum":"01234567"}' } : {};
  const unit = unitId(cell, replicate, arm);
  return [
    { kind: 'truth', ...head, values: [0.5, null], ms: 1 },
    {
      ...{ kind: 'attempt', ...head, arm: arm.id, unit, status: 'refused', ...reason },
      ...{ effects: [], diagnostics: {}, ms: 2 },
    },
  ];
}).flat();
const lines = records.map((record) => Buffer.from(encodeLine(record)));
const whole = Buffer.concat(lines);
/** first byte of each line, and of the end */
const starts = [0];
for (const line of lines) starts.push(starts.at(-1)! + line.length);

type Change = { readonly at: number; readonly mask: number };
const changes = (most: number): fc.Arbitrary<readonly Change[]> =>
  fc.array(fc.record({ at: fc.nat(whole.length - 1), mask: fc.integer({ min: 1, max: 255 }) }), {
    minLength: 1,
    maxLength: most,
  });

/** What is read from a damaged journal, held against what is intact in it. */
async function check(flips: readonly Change[], length: number): Promise<void> {
  await inFolder((folder) => {
    const bytes = Buffer.from(whole);
    // the same byte flipped twice may be itself again
    for (const { at, mask } of flips) bytes[at]! ^= mask;
    writeFileSync(join(folder, 'attempts-0000.ndjson'), bytes.subarray(0, length));
    const index = readJournal(folder, plan);
    const intact = records.filter((_, i) => {
      // its own bytes, without the newline
      const [from, to] = [starts[i]!, starts[i + 1]! - 1];
      return to <= length && bytes.subarray(from, to).equals(whole.subarray(from, to));
    });
    const read = records.filter((record) => index.ledger.has(index.ledger.slot(record)!));
    expect(read).toEqual(intact);
    for (const record of intact) expect(index.read(index.ledger.slot(record)!)).toEqual(record);
    for (const line of index.damage)
      expect(line).toMatch(/^attempts-0000\.ndjson:\d+: (the checksum|\d+ bytes are|not JSON|the last line is torn)/);
    if (intact.length < records.filter((_, i) => starts[i]! < length).length)
      expect(index.damage.length).toBeGreaterThan(0);
    index.close();
  });
}

test('of a journal with flipped bytes every intact row is kept, and the damage is named', async () => {
  await fc.assert(
    fc.asyncProperty(changes(12), (flips) => check(flips, whole.length)),
    { numRuns: 200 },
  );
});

test('of a journal cut short and flipped too', async () => {
  await fc.assert(
    fc.asyncProperty(changes(5), fc.nat(whole.length), (flips, length) => check(flips, length)),
    { numRuns: 100 },
  );
});

test('a newline that became something else joins two lines, and both are kept', async () => {
  const newlines = starts.slice(1, -1).map((start) => ({ at: start - 1, mask: 0x20 }));
  for (const some of [newlines.slice(3, 4), newlines.slice(0, 9), newlines]) await check(some, whole.length);
});

test('1,000 flipped bytes, a cut, and a resumed run completes to the same hash', async () => {
  const study = { ...small, replicates: 60 };
  await inFolder(async (out) => {
    const { hash } = await runStudy({ study, out, workers: 0 });
    const file = join(out, 'attempts-0000.ndjson');
    const bytes = readFileSync(file);
    // in the first half, so that a half is intact
    for (const at of fc.sample(fc.nat(Math.floor(bytes.length / 2)), 1000)) bytes[at]! ^= 0x55;
    writeFileSync(file, bytes);
    truncateSync(file, bytes.length - 33);
    let fits = 0;
    const resumed = await runStudy({
      ...{ study, out, workers: 0 },
      onProgress: ({ total }) => {
        fits = total;
      },
    });
    expect(resumed).toMatchObject({ complete: true, hash });
    expect(resumed.damage.length).toBeGreaterThan(50);
    expect(resumed.damage.at(-1)).toMatch(/^attempts-0000\.ndjson:\d+: the last line is torn$/);
    expect(fits).toBeLessThan(0.6 * resumed.counts.total);
  });
});
