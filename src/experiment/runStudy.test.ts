import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { InputError } from '../core/errors.ts';
import type { Progress } from './executors/meter.ts';
import { readResults, runStudy } from './runStudy.node.ts';
import { canonicalFiles, inFolder, reference, small, smallText } from './small.fixture.node.ts';
import { parseStudy } from './study/study.ts';

let expected: readonly string[];
beforeAll(async () => {
  expected = await reference(small);
});

test('every planned attempt has a row, failures are counted, and nothing runs where it should not', async () => {
  await inFolder(async (out) => {
    const { complete, counts } = await runStudy({ study: small, out, workers: 0 });
    // 12 replicates × (3 arms in the first cell, 4 in the second)
    expect(complete).toBe(true);
    expect(counts).toMatchObject({ total: 84, done: 84 });
    expect(counts.byStatus.ok + counts.byStatus.refused).toBe(84);
    expect(counts.byStatus.refused).toBeGreaterThan(0);
    expect(readResults(out)).toMatchObject({ complete: true, counts, damage: [] });
    const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as { counts: object };
    expect(manifest).toMatchObject({ study: 'small', complete: true, seed: 7, counts: { attempts: 84, done: 84 } });
    expect(readdirSync(out).sort()).toEqual([
      'attempts-0000.ndjson',
      'differences.csv',
      'ensemble.csv',
      'estimates.csv',
      'failures.csv',
      'manifest.json',
      'mcnemar.csv',
      'misses.csv',
      'performance.csv',
      'plan.json',
      'policies.csv',
      'timings.csv',
    ]);
  });
});

test('tables have their columns, a row for every attempt and estimand, and n beside n_failed', () => {
  const [estimates, performance] = expected.map((text) => text.trimEnd().split('\n'));
  expect(performance![0]).toBe(
    'study,cell,scenario,periods,arm,channel,estimand,window,tail,target,identified,adjusts,policy,measure,level,value,mcse,lower,upper,n,n_failed',
  );
  expect(estimates![0]).toBe(
    'study,cell,scenario,periods,arm,replicate,unit,digest,status,reason,channel,estimand,window,tail,target,identified,adjusts,truth,point,se,mcse,lower_0.8,upper_0.8,lower_0.95,upper_0.95,crps,rank,draws,told',
  );
  // 12 replicates × (3 arms × 2 channels + 4 arms × 4 channels)
  expect(estimates).toHaveLength(1 + 12 * (3 * 2 + 4 * 4));
  const coverage = performance!.find((row) => row.includes('failing,tv') && row.includes('as-analyzed,coverage,0.95'));
  const [n, failed] = coverage!.split(',').slice(-2).map(Number);
  expect(n! + failed!).toBe(12);
});

test.each([1, 2, 3])('the tables have the same bytes with %i processes as inline', async (workers) => {
  await inFolder(async (out) => {
    await runStudy({ study: small, out, workers });
    expect(canonicalFiles(out)).toEqual(expected);
  });
});

test('a run that is stopped goes on where it was, and ends with the same bytes', async () => {
  // attempts this fast are reported 128 at a time: enough of them that the first report comes long before the end
  const long = parseStudy(smallText.replace('replicates: 12', 'replicates: 120'), 'small.yaml');
  const whole = await reference(long);
  for (const workers of [0, 2]) {
    await inFolder(async (out) => {
      const stop = new AbortController();
      const onProgress = (progress: Progress): void => {
        if (progress.done > 0) stop.abort();
      };
      const first = await runStudy({ study: long, out, workers, onProgress, signal: stop.signal });
      expect(first).toMatchObject({ complete: false, interrupted: true, performance: [] });
      expect(first.counts.done).toBeGreaterThan(0);
      expect(existsSync(join(out, 'performance.csv'))).toBe(false);
      const second = await runStudy({ study: long, out, workers: 2 });
      expect(second.complete).toBe(true);
      expect(canonicalFiles(out)).toEqual(whole);
    });
  }
});

test('a signal that came before the start does no work', async () => {
  await inFolder(async (out) => {
    const result = await runStudy({ study: small, out, workers: 2, signal: AbortSignal.abort() });
    expect(result).toMatchObject({ interrupted: true, counts: { done: 0 } });
  });
});

test('killed at a random moment and resumed, again and again, the tables have the same bytes', async () => {
  const program = `
    import { runStudy } from ${JSON.stringify(new URL('../../dist/experiment/runStudy.node.js', import.meta.url).href)};
    import { parseStudy } from ${JSON.stringify(new URL('../../dist/experiment/study/study.js', import.meta.url).href)};
    const [text, out] = process.argv.slice(1);
    await runStudy({ study: parseStudy(text, 'small.yaml'), out, workers: 2 });`;
  await inFolder(async (out) => {
    for (const delay of fc.sample(fc.integer({ min: 150, max: 900 }), 4)) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', program, smallText, out], {
        stdio: 'ignore',
      });
      const ended = new Promise((resolve) => child.once('exit', resolve));
      const timer = setTimeout(() => child.kill('SIGKILL'), delay);
      await ended;
      clearTimeout(timer);
    }
    await runStudy({ study: small, out, workers: 1 });
    expect(canonicalFiles(out)).toEqual(expected);
  });
});

test('more arms, cells and replicates run only what is missing, and give what one run would have given', async () => {
  await inFolder(async (out) => {
    await runStudy({ study: small, out, workers: 0 });
    const more = parseStudy(
      smallText
        .replace('replicates: 12', 'replicates: 15')
        .replace('each: [1, 2]', 'each: [0.5, 1, 2]')
        .replace('periods: 26', 'periods: [26, 30]'),
      'small.yaml',
    );
    let total = 0;
    const onProgress = (progress: Progress): void => {
      total = progress.total;
    };
    await runStudy({ study: more, out, workers: 2, onProgress });
    // 15 replicates × 2 lengths × (4 + 5 arms), less what is there
    expect(total).toBe(15 * 2 * 9 - 84);
    expect(canonicalFiles(out)).toEqual(await reference(more));
    await expect(runStudy({ study: small, out, workers: 0 })).rejects.toThrow(
      'replicates: the folder has 15, the study 12',
    );
  });
});

test('a selection runs its part; the rest follows', async () => {
  await inFolder(async (out) => {
    const part = await runStudy({ study: small, out, workers: 0, only: ['noisy', 'clean'] });
    expect(part).toMatchObject({ complete: false, interrupted: false, counts: { done: 24 } });
    expect(new Set(part.performance.map(({ arm }) => arm))).toEqual(new Set(['noisy[sd=1]', 'noisy[sd=2]']));
    await runStudy({ study: small, out, workers: 0 });
    expect(canonicalFiles(out)).toEqual(expected);
  });
});

test('a word that selects nothing is answered with what there is', async () => {
  await inFolder(async (out) => {
    const run = runStudy({ study: small, out, workers: 0, only: ['nosy'] });
    await expect(run).rejects.toThrow(
      'only: no arm or scenario is named "nosy"; allowed: ols, noisy, failing, unobserved-confounder, clean; did you mean "noisy"?',
    );
    expect(readdirSync(out)).toEqual([]);
  });
});

test('damaged and torn lines are named, and what they held is done again', async () => {
  await inFolder(async (out) => {
    await runStudy({ study: small, out, workers: 0 });
    const part = join(out, 'attempts-0000.ndjson');
    const bytes = readFileSync(part);
    const places = fc.sample(fc.nat(bytes.length - 2), 20);
    for (const at of places) bytes[at]! ^= 0x55;
    writeFileSync(part, bytes);
    truncateSync(part, bytes.length - 40);
    const { damage } = await runStudy({ study: small, out, workers: 2 });
    expect(damage.length).toBeGreaterThan(1);
    expect(damage.at(-1)).toMatch(/^attempts-0000\.ndjson:\d+: the last line is torn$/);
    expect(canonicalFiles(out)).toEqual(expected);
  });
});

test('two rows of one unit that must be equal but differ are refused', async () => {
  await inFolder(async (out) => {
    await runStudy({ study: small, out, workers: 0 });
    const other = { ...small, replicates: 12 };
    await inFolder(async (elsewhere) => {
      await runStudy({ study: { ...other, seed: 8 }, out: elsewhere, workers: 0 });
      appendFileSync(join(out, 'attempts-0000.ndjson'), readFileSync(join(elsewhere, 'attempts-0000.ndjson')));
    });
    expect(() => readResults(out)).toThrow('two rows of one unit differ though they must be equal');
  });
});

test('a folder of another plan is refused and left as it is', async () => {
  await inFolder(async (out) => {
    await runStudy({ study: small, out, workers: 0 });
    const before = readdirSync(out).map((name) => readFileSync(join(out, name), 'utf8'));
    const other = { ...small, seed: 8, levels: [0.5] };
    const error = await runStudy({ study: other, out, workers: 0 }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).toContain(
      'seed: the folder has 7, the study 8; levels: the folder has [0.8,0.95], the study [0.5]',
    );
    expect(readdirSync(out).map((name) => readFileSync(join(out, name), 'utf8'))).toEqual(before);
  });
});

test('a results folder that cannot be one is refused before any work', async () => {
  await inFolder(async (out) => {
    const file = join(out, 'taken');
    writeFileSync(file, '');
    await expect(runStudy({ study: small, out: file })).rejects.toThrow('the results folder cannot be written');
    await expect(runStudy({ study: small, out: join(file, 'below') })).rejects.toThrow(InputError);
    expect(() => readResults(out)).toThrow('is no results folder: it has no plan.json');
    writeFileSync(join(out, 'attempts-0000.ndjson'), '');
    await expect(runStudy({ study: small, out })).rejects.toThrow('has attempts but no plan.json');
  });
});

test('a plan that was edited by hand is refused', async () => {
  await inFolder(async (out) => {
    await runStudy({ study: small, out, workers: 0 });
    const file = join(out, 'plan.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"seed": 7', '"seed": 9'));
    await expect(runStudy({ study: small, out })).rejects.toThrow('does not have the hash that it was written with');
  });
});

test('a world without chance is refused: its replicates would be one and the same', async () => {
  await inFolder(async (out) => {
    writeFileSync(
      join(out, 'still.yaml'),
      'name: still\nabout: no chance\nnodes:\n  tv: { spend: { mean: 10, flights: { on: 2, off: 2 } } }\n  sales:\n    outcome: { level: 5 }\n    responses: { tv: { effect: 1 } }\n',
    );
    const study = parseStudy(
      'name: still\nscenarios: [./still.yaml]\nperiods: 20\nestimators: { ols: { use: ols } }\nreplicates: 3\nseed: 1\n',
      join(out, 'study.yaml'),
    );
    const run = runStudy({ study, out: join(out, 'results'), workers: 0 });
    await expect(run).rejects.toThrow('replicates 0 and 1 of still@20 have the same data');
  });
});
