import { expect, test } from 'vitest';
import { limitPanels } from './limit.ts';
import { thin } from './thin.ts';

const group = (n: number) => ({ panels: Array.from({ length: n }, (_, i) => ({ title: String(i), rows: [] })) });

test('panels left out are counted in words', () => {
  expect(limitPanels([group(2), group(3)], 5)).toMatchObject({ notes: [] });
  const { shown, notes } = limitPanels([group(2), group(3), group(1)], 4);
  expect(shown.map(({ panels }) => panels.length)).toEqual([2, 2]);
  expect(notes[0]).toContain('first 4 of 6 panels');
});

test('points are left out by whole replicates', () => {
  const rows = [0, 1, 2, 3].flatMap((replicate) => [{ row: { replicate } }, { row: { replicate } }]);
  expect(thin(rows, 8)).toEqual({ kept: rows, notes: [] });
  const { kept, notes } = thin(rows, 5);
  expect(kept.map(({ row }) => row.replicate)).toEqual([0, 0, 1, 1]);
  expect(notes[0]).toContain('first 2 of 4 replicates');
});
