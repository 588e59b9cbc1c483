import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashJson } from '../../core/hash.ts';
import { readPlan } from '../../experiment/output/folder.node.ts';
import { findUnit } from '../../experiment/replay/findUnit.ts';
import { runStudy } from '../../experiment/runStudy.node.ts';
import { small } from '../../experiment/small.fixture.node.ts';
import { drawn } from './digits.ts';
import { estimandName } from './estimandName.ts';
import { gatherReport } from './gather.node.ts';
import { packReport, unpackReport } from './packed.ts';
import type { ReportData } from './types.ts';

let folder: string;
let data: ReportData;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-report-'));
  await runStudy({ study: small, out: folder, workers: 0 });
  data = await gatherReport(folder, { refit: true, selfCheck: null });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a results folder gives all that its tables hold', () => {
  const lines = (name: string) => readFileSync(join(folder, name), 'utf8').trim().split('\n').length - 1;
  expect(data.performance.length).toBe(lines('performance.csv') + lines('policies.csv'));
  expect(data.estimates.length).toBe(lines('estimates.csv'));
  expect(data.differences.length).toBe(lines('differences.csv'));
  expect(data.study).toMatchObject({ name: 'small', complete: true, attempts: 84, seed: 7, results: folder });
  expect(data.cells.map(({ dials }) => dials)).toEqual([{}, { noise: 0.5 }]);
  expect(data.arms.map(({ family, swept }) => [family, swept])).toContainEqual(['noisy', { sd: 2 }]);
  const failing = data.failures.find(({ arm }) => arm === 'failing')!;
  expect(failing.n).toBe(12);
  expect(Object.values(failing.byStatus).reduce((sum, n) => sum + n, 0)).toBe(12);
  expect(failing.reason).not.toBe('');
});

test('units lead back into the plan, and are the farthest from the truth', () => {
  const { units, estimates } = data;
  const plan = readPlan(folder);
  for (const { unit, replicate, cell, arm, channel, estimand, why } of units) {
    const place = findUnit(plan, unit);
    expect(place.replicate).toBe(replicate);
    expect([plan.cells[place.cell]!.name, plan.arms[place.arm]!.name]).toEqual([cell, arm]);
    const own = estimates.filter(
      (row) => row.cell === cell && row.arm === arm && row.channel === channel && row.estimand === estimand,
    );
    const errors = own.flatMap(({ status, point, truth, replicate: r }) =>
      status !== 'ok' || point === null || truth === null ? [] : [{ r, error: Math.abs(point - truth) }],
    );
    const worst = errors.toSorted((a, b) => b.error - a.error)[0];
    if (why === 'farthest') expect(replicate).toBe(worst!.r);
    else expect(worst).toBeUndefined();
  }
});

test('differences are arm a minus arm b', () => {
  const { differences, performance } = data;
  const bias = (cell: string, arm: string, channel: string) =>
    performance.find(
      (row) =>
        row.measure === 'bias' &&
        row.policy === 'as-analyzed' &&
        row.cell === cell &&
        row.arm === arm &&
        row.channel === channel,
    )!.value!;
  const rows = differences.filter(
    ({ measure, armA, armB }) => measure === 'bias' && armA !== 'failing' && armB !== 'failing',
  );
  expect(rows.length).toBeGreaterThan(5);
  for (const { cell, armA, armB, channel, value } of rows)
    expect(value).toBeCloseTo(bias(cell, armA, channel) - bias(cell, armB, channel), 8);
});

test('worlds and fits are made again as the study had them', () => {
  const { worlds, estimates, posteriors } = data;
  expect(worlds.map(({ scenario }) => scenario)).toEqual(['unobserved-confounder', 'clean']);
  for (const { cell, truths, series } of worlds) {
    expect(series.outcome).toHaveLength(26);
    for (const { values } of series.contributions) expect(values).toHaveLength(26);
    const zero = estimates.filter((row) => row.cell === cell && row.replicate === 0 && row.arm === 'ols');
    expect(zero.length).toBeGreaterThan(0);
    for (const { channel, estimand, truth } of zero) {
      const own = truths.find((one) => one.channel === channel && one.estimand === estimandName(estimand));
      expect(drawn(own?.value)).toBe(truth);
    }
  }
  const ols = posteriors.find(({ arm, cell }) => arm === 'ols' && cell.startsWith('clean'))!;
  for (const { channel, point, curve, posterior } of ols.channels) {
    const row = estimates.find(
      (one) => one.cell === ols.cell && one.arm === 'ols' && one.replicate === 0 && one.channel === channel,
    )!;
    expect(drawn(point)).toBe(row.point);
    expect(curve!.estimate).not.toBeNull();
    expect(posterior).toBeNull();
  }
});

test('results of other code get no refits, and the page says whose worlds it shows', async () => {
  const other = `${folder}-other`;
  cpSync(folder, other, { recursive: true });
  try {
    const own = readPlan(folder);
    const plan = { ...own, versions: { ...own.versions, plumbline: '0.0.0-other' } };
    writeFileSync(join(other, 'plan.json'), JSON.stringify({ hash: hashJson(plan), plan }));
    const { study, posteriors, worlds } = await gatherReport(other, { refit: true, selfCheck: null });
    expect(posteriors).toEqual([]);
    expect(worlds).toHaveLength(2);
    expect(study.notes).toEqual([
      expect.stringMatching(/no fit was made again/),
      expect.stringMatching(/^The worlds are simulated by the present code/),
    ]);
  } finally {
    rmSync(other, { recursive: true, force: true });
  }
});

test('packing loses nothing', () => {
  expect(unpackReport(JSON.parse(JSON.stringify(packReport(data))))).toEqual(JSON.parse(JSON.stringify(data)));
});
