import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { formatProblem } from './errors.ts';
import { makeFolder, readTextFile, unwritable } from './files.node.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

const written = (name: string, bytes: string | Uint8Array): string => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};

test('text comes back as it is, without a byte order mark', () => {
  expect(readTextFile(written('a', 'α, β\r\n'))).toBe('α, β\r\n');
  expect(readTextFile(written('b', '\ufeffdate,y'))).toBe('date,y');
  expect(readTextFile(written('c', ''))).toBe('');
});

test('what is no text in UTF-8 is refused with the reason', () => {
  expect(() => readTextFile(written('d', 'abc\u0000'), 'CSV file')).toThrow(
    'this is no text: a zero at byte 3; expected a CSV file',
  );
  expect(() => readTextFile(written('e', Uint8Array.of(0x66, 0xfc, 0x72)))).toThrow('this is not UTF-8');
  expect(() => readTextFile(join(folder, 'none'))).toThrow('there is no such file');
  expect(() => readTextFile(join(folder, 'a', 'below'))).toThrow('there is no such file');
  expect(() => readTextFile(folder, 'study file')).toThrow('this is a folder; expected a study file');
});

const reasonOf = (work: () => void): string => {
  try {
    work();
  } catch (error) {
    return unwritable(error);
  }
  return 'nothing is wrong';
};

test('a folder is made with those above it, and is left alone where it is', () => {
  const deep = join(folder, 'x', 'y', 'z');
  makeFolder(deep);
  makeFolder(deep);
  expect(statSync(deep).isDirectory()).toBe(true);
});

test('where no folder can be made, the reason is in plain words', () => {
  const file = written('taken', '');
  expect(reasonOf(() => makeFolder(file))).toBe('there is a file of that name');
  expect(reasonOf(() => makeFolder(join(file, 'below')))).toBe('there is a file of that name');
  expect(reasonOf(() => writeFileSync(folder, ''))).toBe('there is a folder of that name');
  expect(unwritable(new Error('something else'))).toBe('something else');
});

// ENOENT for every attempt: Node's own `recursive: true` does not return
test.skipIf(!existsSync('/proc/self'))('a place where the system makes no folder', () => {
  expect(reasonOf(() => makeFolder('/proc/nope/deep'))).toBe('the system makes no folder there');
});

test('a problem is one line, whatever is quoted in it', () => {
  expect(formatProblem({ file: 'x', line: 3, column: 1, message: 'received "a\nb\u001b[2J"', guess: 'ab' })).toBe(
    'x:3:1: received "a\\u000ab\\u001b[2J"; did you mean "ab"?',
  );
});
