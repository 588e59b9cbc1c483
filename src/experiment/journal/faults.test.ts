import { beforeAll, expect, test } from 'vitest';
import { readResults, runStudy } from '../runStudy.node.ts';
import { canonicalFiles, inFolder, reference, small } from '../small.fixture.node.ts';
import { diskFiles, type JournalFiles } from './storage.node.ts';

let expected: readonly string[];
beforeAll(async () => {
  expected = await reference(small);
}, 60_000);

const failure = (code: string): Error => Object.assign(new Error(`${code}: made up`), { code });

/** A disk with room for so many bytes of a journal; what does not fit is cut off in the middle, as write(2) does it. */
function diskOf(bytes: number, code: string): JournalFiles {
  let left = bytes;
  return {
    ...diskFiles,
    writeSync: (descriptor, data, offset) => {
      if (left === 0) throw failure(code);
      const part = data.subarray(offset, offset + left);
      left -= part.length;
      return diskFiles.writeSync(descriptor, part, 0);
    },
  };
}

const inWords = [
  ['ENOSPC', 'the disk is full', 2],
  ['EROFS', 'the disk may only be read', 0],
  ['EIO', 'the disk reports an error', 0],
] as const;

test.each(inWords)(
  '%s in the middle of a run: what was written is kept, and a later run completes to the same bytes',
  async (code, words, workers) => {
    await inFolder(async (out) => {
      const first = await runStudy({ study: small, out, workers, files: diskOf(14_000, code) });
      expect(first).toMatchObject({ complete: false, interrupted: false, hash: null, performance: [] });
      expect(first.halted).toBe(`${out}: can no longer be written: ${words}`);
      // 14,000 bytes of rows of some 400 to 1,000
      expect(first.counts.done).toBeGreaterThan(10);
      expect(readResults(out).counts.done).toBe(first.counts.done);
      const second = await runStudy({ study: small, out, workers });
      expect(second.complete).toBe(true);
      expect(second.damage).toEqual([expect.stringMatching(/^attempts-0000\.ndjson:\d+: the last line is torn$/)]);
      expect(second.halted).toBeUndefined();
      expect(canonicalFiles(out)).toEqual(expected);
    });
  },
);

test('a disk that takes the bytes but cannot keep them is told of at the end at the latest', async () => {
  await inFolder(async (out) => {
    const files = {
      ...diskFiles,
      fsyncSync: () => {
        throw failure('EIO');
      },
    };
    const { halted } = await runStudy({ study: small, out, workers: 0, files });
    expect(halted).toBe(`${out}: can no longer be written: the disk reports an error`);
    await runStudy({ study: small, out, workers: 0 });
    expect(canonicalFiles(out)).toEqual(expected);
  });
});

test('a fault that is not the disk’s is no halt', async () => {
  await inFolder(async (out) => {
    const files = {
      ...diskFiles,
      writeSync: () => {
        throw new TypeError('ours');
      },
    };
    await expect(runStudy({ study: small, out, workers: 0, files })).rejects.toThrow(new TypeError('ours'));
  });
});
