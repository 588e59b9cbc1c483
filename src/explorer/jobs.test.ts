import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runStudy } from '../experiment/runStudy.node.ts';
import { parseStudy } from '../experiment/study/study.ts';
import { describeForExplorer } from './build.ts';
import { rowsCsv } from './csv.ts';
import { openJobs } from './jobs.ts';
import type { Job, Row, Told } from './protocol.ts';
import { firstState, turned } from './state.ts';
import { armsOf, studyText } from './study.ts';
import type { State } from './types.ts';

const textOf = (name: string) => readFileSync(new URL(`../../scenarios/${name}.yaml`, import.meta.url), 'utf8');
const world = describeForExplorer('confounded-funnel', 'Funnels', textOf('confounded-funnel'));
const first = { ...firstState(world.name), periods: 52, replicates: 3 };
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

const jobOf = (state: State, arm: string, generation: number): Job => {
  const arms = armsOf(world, state).filter(({ name }) => name === arm);
  const study = studyText(world, state, arms);
  return { kind: 'job', generation, study, world: world.text, replicates: state.replicates, scene: arm === 'ols' };
};

/** A clock that never moves: the first row and the last message come, nothing between. */
async function toldBy(...jobs: readonly Job[]): Promise<readonly Told[]> {
  const all: Told[] = [];
  const take = openJobs({ tell: (told) => all.push(told), turn, now: () => 0 });
  await Promise.all(jobs.map(take));
  return all;
}

const rowsOf = (told: readonly Told[]): readonly Row[] => told.flatMap((one) => (one.kind === 'rows' ? one.rows : []));

test('the page’s rows and sums are those of the study that it exports, bit for bit', async () => {
  const state: State = { ...turned(first, world, 'dials.share_mediated', 0.5), strength: 4, center: 2 };
  const names = armsOf(world, state).map(({ name }) => name);
  expect(names).toEqual(['ols', 'elastic-net', 'bayesian-mmm', 'two-stage']);
  const out = mkdtempSync(join(tmpdir(), 'plumbline-explorer-'));
  const quick = names.filter((name) => name !== 'bayesian-mmm');
  try {
    const study = parseStudy(studyText(world, state), 'explorer.yaml');
    const result = await runStudy({ study, out, workers: 0, only: quick });
    const [head, ...lines] = readFileSync(join(out, 'estimates.csv'), 'utf8').trimEnd().split('\n');
    const columns = head!.split(',');
    const estimates = new Set(
      lines.map((line) => {
        const cells = line.match(/(?<=^|,)("[^"]*"|[^,]*)/g)!;
        const of = (column: string) => cells[columns.indexOf(column)]!;
        return [
          ...['arm', 'replicate', 'unit', 'digest', 'status', 'channel'].map(of),
          of('estimand').replace(/^"?([\w.]+).*/, '$1'),
          ...['truth', 'point', 'se', 'lower_0.95', 'upper_0.95'].map(of),
        ].join();
      }),
    );
    expect(estimates.size).toBe(quick.length * 3 * 2 * world.channels.length);
    for (const arm of quick) {
      const told = await toldBy(jobOf(state, arm, 1));
      const [, ...mine] = rowsCsv(new Map([[arm, { rows: rowsOf(told) }]]))
        .trimEnd()
        .split('\n');
      expect(mine).toHaveLength(3 * 2 * world.channels.length);
      expect(mine.filter((line) => !estimates.has(line))).toEqual([]);
      const last = told.findLast((one) => one.kind === 'rows')!;
      for (const { channel, question, relativeBias, coverage } of last.kind === 'rows' ? last.summary : []) {
        const value = (measure: string) =>
          result.performance.find(
            (row) =>
              row.arm === arm &&
              row.channel === channel &&
              row.estimand.startsWith(`${question}[`) &&
              row.measure === measure &&
              row.policy === 'as-analyzed',
          );
        expect([relativeBias.value, relativeBias.mcse]).toEqual([
          value('relative_bias')?.value ?? null,
          value('relative_bias')?.mcse ?? null,
        ]);
        expect(coverage.value).toBe(value('coverage')?.value ?? null);
      }
    }
  } finally {
    rmSync(out, { recursive: true });
  }
});

test('a job says that it is begun, then the first row by itself, the first dataset if asked, and at last all', async () => {
  const told = await toldBy(jobOf(first, 'ols', 5));
  expect(told.map(({ kind }) => kind)).toEqual(['taken', 'rows', 'scene', 'rows']);
  expect(new Set(told.map(({ generation }) => generation))).toEqual(new Set([5]));
  expect(rowsOf(told).map(({ replicate }) => replicate)).toEqual([0, 1, 2]);
  const scene = told.find((one) => one.kind === 'scene');
  expect(scene?.kind === 'scene' && scene.scene.outcome.values).toHaveLength(52);
});

test('a newer job takes the place of the one at hand, of several the last', async () => {
  const all: Told[] = [];
  const moved = turned(first, world, 'dials.confounding', 0.5);
  const take = openJobs({
    tell: (told) => {
      all.push(told);
      if (told.generation === 1 && told.kind === 'rows')
        for (const generation of [2, 3]) void take(jobOf(moved, 'ols', generation));
    },
    turn,
    now: () => 0,
  });
  await take(jobOf(first, 'ols', 1));
  expect(rowsOf(all.filter(({ generation }) => generation === 1))).toHaveLength(1);
  expect(all.some(({ generation }) => generation === 2)).toBe(false);
  expect(rowsOf(all.filter(({ generation }) => generation === 3))).toHaveLength(3);
});

test('what is wrong is told in a sentence, and the next job is taken', async () => {
  const broken = { ...jobOf(first, 'ols', 1), study: 'name: x\n' };
  const [, told] = await toldBy(broken);
  expect(told).toMatchObject({ kind: 'wrong', generation: 1, message: expect.stringContaining('explorer.yaml') });
  const idle: Job = { ...broken, replicates: 0 };
  expect(await toldBy(idle)).toEqual([]);
});
