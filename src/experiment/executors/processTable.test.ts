import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { descendants, openFamily, processes, type Row } from './processTable.node.ts';

test('children and theirs, and nobody else', () => {
  const row = (pid: number, parent: number): Row => ({ pid, parent, group: pid });
  const rows = [row(1, 0), row(7, 5), row(5, 3), row(3, 1), row(4, 1), row(6, 5), row(8, 4)];
  const ids = (pid: number) =>
    descendants(pid, rows)
      .map((found) => found.pid)
      .sort();
  expect([ids(3), ids(4), ids(6), ids(9)]).toEqual([[5, 6, 7], [8], [], []]);
});

test('a tree has each of its members once, and only those whose way up leads to its root', () => {
  // parents have smaller ids, as in any table of a moment
  const tables = fc
    .array(fc.nat(), { minLength: 1, maxLength: 40 })
    .map((picks) => picks.map((pick, i): Row => ({ pid: i + 1, parent: pick % (i + 1), group: 0 })));
  fc.assert(
    fc.property(tables, fc.integer({ min: 1, max: 40 }), (rows, root) => {
      const leadsTo = (pid: number): boolean => pid === root || (pid > root && leadsTo(rows[pid - 1]!.parent));
      const expected = rows.map(({ pid }) => pid).filter((pid) => pid !== root && leadsTo(pid));
      const found = descendants(root, rows).map(({ pid }) => pid);
      expect(found.sort((a, b) => a - b)).toEqual(expected);
    }),
  );
});

test('the table of this machine: a child of a child with an odd name, and its group', async () => {
  const child = spawn('sh', ['-c', 'sleep 30 & echo $!; wait'], {
    argv0: 'a) S 1 (b',
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const [text] = (await once(child.stdout, 'data')) as [Buffer];
    const rows = descendants(process.pid, await processes());
    expect(rows).toContainEqual({ pid: child.pid, parent: process.pid, group: child.pid });
    expect(rows).toContainEqual({ pid: Number(text), parent: child.pid, group: child.pid });
  } finally {
    process.kill(-child.pid!, 'SIGKILL');
  }
});

test('a table that takes long to read is read seldom', async () => {
  let time = 0;
  let reads = 0;
  const family = openFamily(
    () => time,
    async () => {
      reads += 1;
      time += 10;
      return [{ pid: 2, parent: 1, group: 2 }];
    },
  );
  expect(await Promise.all([family(1), family(1), family(2)])).toEqual([[1, 2], [1, 2], [2]]);
  expect(reads).toBe(1);
  // 10 ms are a twentieth of 200
  for (; time < 1000; time += 5) await family(1);
  expect(reads).toBeGreaterThanOrEqual(4);
  expect(reads).toBeLessThanOrEqual(5);
});
