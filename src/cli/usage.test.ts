import { expect, test } from 'vitest';
import { cli } from './cli.fixture.ts';

test.each([
  [['simulat', 'clean'], "plumbline: unknown command 'simulat'; did you mean simulate?"],
  [['bogus'], "plumbline: unknown command 'bogus'; see plumbline --help"],
  [['simulate'], 'plumbline simulate: <scenario> is missing; see plumbline simulate --help'],
  [['simulate', 'clean', '--perids', '3'], "plumbline simulate: unknown option '--perids'; did you mean --periods?"],
  [
    ['simulate', 'clean', '--periods', '0'],
    'plumbline simulate: --periods: "0" is not a whole number from 1 to 100000; see plumbline simulate --help',
  ],
  [
    ['simulate', 'clean', '--periods', '1e9'],
    'plumbline simulate: --periods: "1e9" is not a whole number from 1 to 100000; see plumbline simulate --help',
  ],
  [
    ['simulate', 'clean', '--seed', 'x'],
    'plumbline simulate: --seed: "x" is not a whole number of 0 or more; see plumbline simulate --help',
  ],
  [['simulate', 'clean', '--seed'], 'plumbline simulate: --seed <n> needs a value; see plumbline simulate --help'],
  [
    ['run', 'quickstart', '--workers', '-1'],
    'plumbline run: --workers: "-1" is not a whole number from 0 to 1024; see plumbline run --help',
  ],
  [
    ['run', 'quickstart', '--replicates', '2.5'],
    'plumbline run: --replicates: "2.5" is not a whole number from 1 to 10000000; see plumbline run --help',
  ],
  [['fit', 'x.csv'], 'plumbline fit: --spec <fit.yaml> is missing; see plumbline fit --help'],
  [
    ['list', 'curves', 'more'],
    "plumbline list: too many arguments for 'list'. Expected 1 argument but got 2; see plumbline list --help",
  ],
])('%j is answered in one line', async (words, line) => {
  expect(await cli(words)).toEqual({ code: 3, out: '', err: `${line}\n` });
});

test('help comes with an example for every command, and exits 0', async () => {
  for (const name of ['run', 'simulate', 'describe', 'fit', 'audit', 'list']) {
    const { code, out, err } = await cli([name, '--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(new RegExp(`Examples?:\n {2}plumbline ${name} `));
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  }
  const { code, out } = await cli(['--help']);
  expect(code).toBe(0);
  expect(out).toContain('Examples:\n  plumbline list scenarios');
});
