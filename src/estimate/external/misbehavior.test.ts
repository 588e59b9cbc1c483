import { expect, test } from 'vitest';
import type { Estimate } from '../contract.ts';
import { testDataset, testRequest } from '../testData.ts';
import { processesWith, program, withProgram } from './programs.fixture.node.ts';

const { dataset } = testDataset({ tv: 2 }, { periods: 6 });
const request = testRequest('tv', ['roas.total'], [0, 5], 0);

type Case = readonly [name: string, source: string, status: Estimate['status'], detail: string];

const hang = 'await new Promise(() => setInterval(() => {}, 1000));';
// each of the ways in which issue 5 wants a program to go wrong
const cases: readonly Case[] = [
  [
    'exits',
    program("console.error('no such column'); process.exit(3);"),
    'error',
    'the program ended with exit code 3 without an answer; stderr: no such column',
  ],
  ['is killed', program("process.kill(process.pid, 'SIGKILL');"), 'error', 'the program was ended by SIGKILL without'],
  ['does not parse', 'const = 1;', 'error', 'the program ended with exit code 1 without an answer; stderr: '],
  ['hangs', program(hang), 'timeout', 'no answer in 0.7 s'],
  ['blocks', program('for (;;);'), 'timeout', 'no answer in 0.7 s'],
  ['reads nothing', hang, 'timeout', 'no answer in 0.7 s'],
  [
    'floods stdout',
    program("const much = 'x'.repeat(1e6); for (;;) await new Promise((done) => process.stdout.write(much, done));"),
    'invalid-output',
    'stdout: a line longer than an answer may be',
  ],
  [
    'floods stdout with lines',
    program("for (;;) await new Promise((done) => process.stdout.write('x\\n'.repeat(1e5), done));"),
    'invalid-output',
    'stdout: "x" is no JSON; only answers go to stdout',
  ],
  [
    'floods stderr',
    program("for (;;) await new Promise((done) => process.stderr.write('x\\n'.repeat(1e5), done));"),
    'timeout',
    'no answer in 0.7 s; stderr: x | x',
  ],
  ['prints text', program("console.log('Loading…');"), 'invalid-output', 'stdout: "Loading…" is no JSON; only answers'],
  ['answers a list', program('say([1]); await 0; continue;'), 'invalid-output', 'expected a mapping, received a list'],
  [
    'has the wrong shape',
    program("say({ ...answer(question), effects: 'none' }); continue;"),
    'invalid-output',
    'effects: expected a list, received',
  ],
  [
    'answers too few questions',
    program('say({ ...answer(question), effects: [] }); continue;'),
    'invalid-output',
    'effects: 0 for 1 estimands',
  ],
  [
    'writes NaN',
    program(
      "process.stdout.write(JSON.stringify(answer(question)).replace('\"point\":1', '\"point\":NaN') + '\\n'); continue;",
    ),
    'invalid-output',
    'is no JSON: it holds NaN',
  ],
  [
    'writes a number beyond all',
    program(
      "process.stdout.write(JSON.stringify(answer(question)).replace('\"point\":1', '\"point\":1e999') + '\\n'); continue;",
    ),
    'invalid-output',
    'effects.0.point: ',
  ],
  [
    'cuts its JSON off',
    program('process.stdout.write(JSON.stringify(answer(question)).slice(0, 60)); process.exit(0);'),
    'invalid-output',
    'is no JSON: cut off?',
  ],
  [
    'answers twice',
    program("process.stdout.write((JSON.stringify(answer(question)) + '\\n').repeat(2)); continue;"),
    'invalid-output',
    'more than one line on stdout for one question',
  ],
  [
    'answers another question',
    program("say({ ...answer(question), id: 'x' }); continue;"),
    'invalid-output',
    'id: not the one of the question',
  ],
  [
    'answers twice, the second time later, and waits',
    program(
      "say(answer(question)); say({ ...answer(question), status: 'error', detail: 'no' }); await new Promise(() => {});",
    ),
    'invalid-output',
    'more than one line on stdout for one question',
  ],
  [
    'answers with nothing but blanks',
    program("process.stdout.write('  \\n'); continue;"),
    'invalid-output',
    'is no JSON; only answers',
  ],
  [
    'writes bytes that are no text',
    program('process.stdout.write(Buffer.from([0xff, 0xfe, 0x00, 0x0a])); continue;'),
    'invalid-output',
    'is no JSON; only answers',
  ],
  [
    'forks and exits',
    program("spawn('sleep', ['987'], { stdio: 'inherit' }); process.exit(4);"),
    'error',
    'exit code 4',
  ],
  [
    'forks out of its group and hangs',
    program(`spawn('sleep', ['987'], { stdio: 'ignore', detached: true }).unref(); ${hang}`),
    'timeout',
    'no answer in 0.7 s',
  ],
  ['ignores SIGTERM', program(hang, '', "process.on('SIGTERM', () => {});"), 'timeout', 'no answer in 0.7 s'],
];

/** A program that lives on may write its second answer when the first has been taken: external.test.ts says what comes of
 *  that. Where a process answers one question, its end is waited for. */
const perFitOnly = ['answers twice, the second time later, and waits'];

const allModes = cases.flatMap(([name, ...rest]) =>
  (perFitOnly.includes(name) ? (['per-fit'] as const) : (['long-lived', 'per-fit'] as const)).map(
    (mode) => [`${name}, ${mode}`, mode, ...rest] as const,
  ),
);

test.concurrent.each(allModes)(
  'a program that %s: a row, and no process left',
  async (_, mode, source, status, detail) => {
    await withProgram(source, async (estimator, settings, folder) => {
      const limits = { seconds: status === 'timeout' ? 0.7 : 30, mode };
      const estimate = await estimator.fit(dataset, { ...settings, ...limits }, request);
      expect(estimate).toMatchObject({ status, detail: expect.stringContaining(detail) });
      expect(processesWith(folder)).toEqual([]);
    });
  },
);

test('nothing that a program started is left', () => {
  expect(processesWith('sleep 987')).toEqual([]);
});
