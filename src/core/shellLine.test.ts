import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { shellLine } from './shellLine.ts';

test('a shell takes the words back as they were', () => {
  const words = ['run', 'my study.yaml', "it's", 'ols[media=searched]', '$HOME', '', 'a"b', '--out=x/y'];
  const text = execFileSync('sh', ['-c', `for word in ${shellLine(words)}; do echo "$word"; done`], {
    encoding: 'utf8',
  });
  expect(text).toBe(`${words.join('\n')}\n`);
});
