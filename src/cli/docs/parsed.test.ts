import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseYamlDocument } from '../../core/document.ts';
import { estimators } from '../../estimate/registry.ts';
import { nodeSurroundings } from '../../experiment/load/study.node.ts';
import { planStudy } from '../../experiment/plan/planStudy.ts';
import { parseStudy } from '../../experiment/study/study.ts';
import { adstocks, saturations } from '../../media/registry.ts';
import { parseScenario, resolveWorld } from '../../scenario/scenario.ts';
import { fitSpecSchema } from '../fitSpec.ts';
import { blocksOf, pages } from './blocks.fixture.ts';
import { wayOf } from './rules.fixture.ts';

const blocks = pages()
  .flatMap(blocksOf)
  .filter((block) => wayOf(block)?.how === 'parsed');

/** What a study needs besides, where a page shows a part of one. */
const rest = {
  name: 'part',
  scenarios: ['clean'],
  periods: 52,
  estimators: { ols: { use: 'ols' } },
  replicates: 2,
  seed: 1,
};

/** Every kind of file that a page shows, told by its keys, and what reads it. */
const kinds: readonly (readonly [
  name: string,
  is: (keys: readonly string[]) => boolean,
  read: (text: string) => unknown,
])[] = [
  ['world', (keys) => keys.includes('nodes'), (text) => resolveWorld(parseScenario(text, 'page'))],
  ['fit file', (keys) => keys.includes('data') && keys.includes('estimator'), readFit],
  ['data of a fit file', (keys) => keys.join() === 'data', (text) => readFit(`${text}\nestimator: { use: ols }\n`)],
  ['study', (keys) => keys.includes('estimators'), readStudy],
  ['curves', (keys) => keys.join() === 'adstock,saturation', readCurves],
  ['CI', (keys) => keys.includes('jobs') || keys.join() === 'estimator', readCi],
];

function readFit(text: string): void {
  const { estimator } = parseYamlDocument(text, 'page', fitSpecSchema);
  const { use, data: _, ...settings } = estimator;
  expect(estimators[use as keyof typeof estimators].settingsSchema.safeParse(settings).success).toBe(true);
}

async function readStudy(text: string): Promise<void> {
  const shown = parse(text) as { estimators: Readonly<Record<string, { use: string }>> };
  const study = parseStudy(JSON.stringify({ ...rest, ...shown }), 'page');
  // files of the reader's are in the folder of the page's session, which runs them
  const own = Object.values(shown.estimators).some(({ use }) => use.startsWith('./'));
  if (!own) expect((await planStudy(study, nodeSurroundings('.'))).cells.length).toBeGreaterThan(0);
}

function readCurves(text: string): void {
  const { adstock, saturation } = parse(text) as Record<string, Record<string, object>>;
  for (const [found, known] of [
    [adstock!, adstocks],
    [saturation!, saturations],
  ] as const)
    for (const id of Object.keys(found)) expect(Object.keys(known)).toContain(id);
}

function readCi(text: string): void {
  // its lines are run in session.test.ts
  expect(text).toMatch(/\bplumbline compare /);
}

test.each(blocks.map((block) => [`${block.page}:${block.line}`, block] as const))(
  '%s',
  async (_, { language, text }) => {
    if (language === 'json') JSON.parse(text);
    const keys = Object.keys(parse(text) as object);
    const kind = kinds.find(([, is]) => is(keys));
    expect(kind, `keys ${keys.join(', ')} belong to no kind of file`).toBeDefined();
    await kind![2](text);
  },
);
