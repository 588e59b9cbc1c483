import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { expect, test } from 'vitest';
import { answerSchema } from '../../estimate/external/protocol.ts';
import { type Block, blocksOf, pages } from './blocks.fixture.ts';
import { wayOf } from './rules.fixture.ts';

/** Set by tools/ci/external.sh, which installs the languages. */
const mustRun = process.env.PLUMBLINE_EXTERNAL_EXAMPLES === 'all';

const blocks = pages().flatMap(blocksOf);
const programs = blocks.filter(
  (block) => wayOf(block)?.how === 'run' && (block.language === 'python' || block.language === 'r'),
);

/** How a program is read without running it, from stdin. */
const checks = {
  python: ['python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())']],
  r: ['Rscript', ['-e', 'invisible(parse(file("stdin")))']],
} as const;

function run(program: string, words: readonly string[], input: string) {
  const { status, stdout, stderr, error } = spawnSync(program, words, { input, encoding: 'utf8' });
  return { there: error === undefined && status !== 127, status, stdout, stderr };
}

test.each(programs.map((block) => [`${block.page}:${block.line}`, block] as const))(
  'the program at %s is one',
  (at, { text, language }) => {
    const [program, words] = checks[language as keyof typeof checks];
    const { there, status, stderr } = run(program, words, text);
    if (!there && !mustRun) return console.warn(`not run: ${at}, as there is no ${program} here`);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return undefined;
  },
);

test('the program of docs/external-estimators.md answers the question of that page', () => {
  const of = (language: string): readonly Block[] =>
    blocks.filter((block) => block.page === 'docs/external-estimators.md' && block.language === language);
  const [program] = of('python');
  const question = JSON.parse(of('json')[0]!.text) as { id: string };
  const { there, stdout } = run('python3', ['-c', program!.text], `${JSON.stringify(question)}\n`);
  if (!there && !mustRun) return console.warn('not run: there is no python3 here');
  const answer = JSON.parse(stdout) as { id: string };
  expect(answerSchema.safeParse(answer).success).toBe(true);
  expect(answer.id).toBe(question.id);
  return undefined;
});
