import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Progress } from '../executors/meter.ts';
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

test('1,000 random flips or truncations, one at a time: all but the line hit is kept, and that line is named', async () => {
  await inFolder((folder) => {
    const file = join(folder, 'attempts-0000.ndjson');
    const hit = fc.record({ at: fc.nat(whole.length - 1), mask: fc.nat(255), isCut: fc.boolean() });
    let seen = 0;
    fc.assert(
      fc.property(hit, ({ at, mask, isCut }) => {
        const bytes = Buffer.from(whole);
        bytes[at]! ^= mask;
        writeFileSync(file, isCut ? whole.subarray(0, at) : bytes);
        const line = starts.findLastIndex((start) => start <= at);
        const isNewline = at === starts[line + 1]! - 1;
        const index = readJournal(folder, plan);
        const kept = records.flatMap((record, i) => (index.ledger.has(index.ledger.slot(record)!) ? [i] : []));
        const named = index.damage.map((text) => /^attempts-0000\.ndjson:(\d+): /.exec(text)?.[1]).map(Number);
        index.close();
        const all = records.map((_, i) => i);
        if (isCut) {
          // a line that lacks no more than its newline is whole
          expect(kept).toEqual(all.filter((i) => i < line || (i === line && isNewline)));
          expect(named).toEqual(at === starts[line] || isNewline ? [] : [line + 1]);
        } else if (mask === 0) {
          expect([kept, named]).toEqual([all, []]);
        } else {
          expect(kept).toEqual(isNewline ? all : all.filter((i) => i !== line));
          // a byte that became a newline makes two damaged lines of one
          expect(named).toEqual(bytes[at] === 0x0a ? [line + 1, line + 2] : [line + 1]);
        }
        seen += 1;
      }),
      { numRuns: 1000 },
    );
    expect(seen).toBe(1000);
  });
});

test('1,000 flipped bytes, a cut: exactly what is not intact is run again, and the hash is the same', async () => {
  await inFolder(async (out) => {
    const run = { study: { ...small, replicates: 60 }, out, workers: 0 };
    const { hash } = await runStudy(run);
    const file = join(out, 'attempts-0000.ndjson');
    const before = readFileSync(file);
    const after = Buffer.from(before);
    // in the first half, so that a half is intact; no place twice, or it might be itself again
    const places = fc.uniqueArray(fc.nat(Math.floor(before.length / 2)), { minLength: 1000, maxLength: 1000 });
    const masks = fc.sample(fc.integer({ min: 1, max: 255 }), 1000);
    for (const [i, at] of fc.sample(places, 1)[0]!.entries()) after[at]! ^= masks[i]!;
    const cut = before.length - 33;
    writeFileSync(file, after.subarray(0, cut));
    let intact = 0;
    for (let from = 0, to = 0; from < before.length; from = to + 1) {
      to = before.indexOf(0x0a, from);
      const isWhole = to <= cut && after.subarray(from, to).equals(before.subarray(from, to));
      if (isWhole && before.subarray(from).indexOf('{"kind":"attempt"') === 0) intact += 1;
    }
    let fits = 0;
    const onProgress = ({ total }: Progress): void => {
      fits = total;
    };
    const resumed = await runStudy({ ...run, onProgress });
    expect(resumed).toMatchObject({ complete: true, hash });
    expect(fits).toBe(resumed.counts.total - intact);
    expect(intact).toBeGreaterThan(0.4 * resumed.counts.total);
    expect(resumed.damage.length).toBeGreaterThan(50);
    expect(resumed.damage.at(-1)).toMatch(/^attempts-0000\.ndjson:\d+: the last line is torn$/);
  });
});
