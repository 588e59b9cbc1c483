import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inFolder } from '../small.fixture.node.ts';
import { codeHash, hashOfCode } from './provenance.node.ts';

test('the code is hashed by the names and bytes of what makes rows', async () => {
  await inFolder((folder) => {
    const write = (file: string, text: string): void => {
      mkdirSync(join(folder, file, '..'), { recursive: true });
      writeFileSync(join(folder, file), text);
    };
    expect(hashOfCode(join(folder, 'nowhere'))).toBeNull();
    expect(hashOfCode(folder)).toBeNull();
    write('core/a.js', 'one');
    write('simulate/b.js', 'two');
    const hash = hashOfCode(folder);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    // types, and rooms that only read rows
    for (const file of [
      'core/a.d.ts',
      'cli/main.js',
      'report/figure.js',
      'page/report.js',
      'explorer/jobs.js',
      'compare/gates.js',
      'testing/index.js',
    ])
      write(file, 'other');
    expect(hashOfCode(folder)).toBe(hash);
    write('core/a.js', 'One');
    expect(hashOfCode(folder)).not.toBe(hash);
    // text that moves from one file to the next
    write('core/a.js', 'onetwo');
    write('simulate/b.js', '');
    expect(hashOfCode(folder)).not.toBe(hash);
    write('core/a.js', 'one');
    write('simulate/b.js', 'two');
    expect(hashOfCode(folder)).toBe(hash);
    renameSync(join(folder, 'core/a.js'), join(folder, 'core/c.js'));
    expect(hashOfCode(folder)).not.toBe(hash);
    renameSync(join(folder, 'core/c.js'), join(folder, 'core/a.js'));
    rmSync(join(folder, 'simulate/b.js'));
    expect(hashOfCode(folder)).not.toBe(hash);
  });
});

test('source counts as its build, which the child processes run', () => {
  expect(codeHash()).toMatch(/^[0-9a-f]{64}$/);
  expect(codeHash()).toBe(codeHash());
});
