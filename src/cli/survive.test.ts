import { execFile } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { mainFile } from './cli.fixture.ts';

const tool = fileURLToPath(new URL('../../tools/survive.mjs', import.meta.url));

// 25 kills are a stage of .ci/run
test('killed at random moments and resumed, a study gives the same results', { timeout: 300_000 }, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [tool, '--kills', '3', '--cli', mainFile]);
  expect(stdout).toMatch(/\nthe same results after 3 kills; studies completed: \d+\n$/);
});
