import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadRecorded } from '../../scenario/recorded/load.node.ts';
import { journalParts } from '../journal/writer.node.ts';
import { runStudy } from '../runStudy.node.ts';
import { inFolder } from '../small.fixture.node.ts';
import { parseStudy } from '../study/study.ts';
import { writePack } from './pack.fixture.node.ts';
import { readSubmission } from './read.ts';
import { questionsOf, scoreSubmission } from './score.ts';

const study = (scenario: string, periods: string) => `
name: blind
scenarios: [${scenario}]
periods: ${periods}
estimators: { ols: { use: ols } }
estimands: [roas.total, roas.direct]
replicates: 6
levels: [0.8, 0.95]
seed: 5
`;

/** Measures that need the standard errors and draws that a submission may leave out are no part of the comparison. */
const numbers = (rows: readonly object[]) => rows.map((row) => ({ ...row, cell: '', arm: '', target: '' }));

test('the same estimates have the same scores: simulated in a study, recorded in a study, and submitted blind', async () => {
  await inFolder(async (folder) => {
    const digests = writePack(folder, 6, 5);
    const run = (text: string, out: string) =>
      runStudy({ study: parseStudy(text, join(folder, 'study.yaml')), out: join(folder, out), workers: 0 });
    const simulated = await run(study('clean', '40'), 'simulated');
    const recorded = await run(study('./pack.yaml', 'recorded'), 'recorded');
    expect(recorded.plan.cells[0]!.recording!.datasets.map(({ digest }) => digest)).toEqual(digests);
    expect(recorded.plan.cells[0]).toMatchObject({ name: 'clean@40', periods: 40 });
    expect(recorded.performance.length).toBeGreaterThan(50);
    expect(new Set(recorded.performance.map(({ target }) => target))).toEqual(new Set(['unknown']));
    expect(numbers(recorded.performance)).toEqual(numbers(simulated.performance));

    const [journal] = journalParts(join(folder, 'recorded'));
    const attempts = readFileSync(join(folder, 'recorded', journal!), 'utf8')
      .trim()
      .split('\n');
    const { estimands, recording } = recorded.plan.cells[0]!;
    const submitted = attempts.flatMap((text) => {
      const row = JSON.parse(text);
      if (row.kind !== 'attempt') return [];
      const { file } = recording!.datasets[row.replicate]!;
      return estimands.flatMap(({ channel, kind }, k) =>
        [0.8, 0.95].map((level, l) =>
          [file, channel, kind, row.effects[k].point, row.effects[k].se, level, ...row.effects[k].intervals[l]].join(
            ',',
          ),
        ),
      );
    });
    const text = `dataset,channel,estimand,point,se,level,lower,upper\n${submitted.join('\n')}\n`;
    const world = loadRecorded(join(folder, 'pack.yaml'));
    const scored = scoreSubmission(world, readSubmission(text, 's.csv', questionsOf(world)), 'mine');
    expect(scored).toMatchObject({ answered: 48, asked: 48, silent: [], levels: [0.8, 0.95] });
    expect(numbers(scored.performance)).toEqual(numbers(recorded.performance));
  });
});

const rows = (text: string) => `dataset,channel,point,lower,upper\n${text}`;

test('what is missing is a failure: a dataset, a channel; a row that stands alone counts as it is', async () => {
  await inFolder((folder) => {
    writePack(folder, 3, 5, 20);
    const world = loadRecorded(join(folder, 'pack.yaml'));
    const read = (text: string) => readSubmission(rows(text), 's.csv', questionsOf(world));
    const submitted = read('data-0001,tv,2,1,9\ndata-0003.csv,tv,3,,\ndata-0001,search,1,0,2\n');
    const { performance, answered, asked, silent } = scoreSubmission(world, submitted, 'mine');
    expect({ answered, asked, silent: silent.length }).toEqual({ answered: 3, asked: 12, silent: 2 });
    const bias = (channel: string) =>
      performance.find((row) => row.measure === 'bias' && row.channel === channel && row.policy === 'as-analyzed');
    const truthOf = (dataset: string) =>
      world.truth!.find(
        (one) => one.dataset === dataset && one.estimand.channel === 'tv' && one.estimand.kind === 'roas.total',
      )!.value!;
    const mean = (2 - truthOf('data-0001.csv') + (3 - truthOf('data-0003.csv'))) / 2;
    expect(bias('tv')!.value).toBeCloseTo(mean, 12);
    expect(bias('tv')).toMatchObject({ n: 2, nFailed: 1, target: 'unknown' });
    expect(bias('search')).toMatchObject({ n: 1, nFailed: 2 });
    expect(bias('social')).toMatchObject({ value: null, n: 0, nFailed: 3 });
  });
});

test.each([
  ['data-0009,tv,1,0,2\n', 's.csv:2:1 dataset: "data-0009" is none of the datasets; did you mean "data-0001"?'],
  [
    'data-0001,tw,1,0,2\n',
    's.csv:2:11 channel: "tw" is no channel with a truth; there are tv, search, social, display; did you mean "tv"?',
  ],
  ['data-0001,tv,1,0,2\ndata-0001.csv,tv,1,0,2\n', 's.csv:3:1 dataset: tv of data-0001.csv stands on line 2 already'],
  ['data-0001,tv,1,2,0\n', 's.csv:2:16 lower: 2 is above upper, 0'],
  ['data-0001,tv,1,2,\n', 's.csv:2:16 lower: an interval needs both of its ends'],
  ['data-0001,tv,,0,2\n', 's.csv:2:14 point: an empty cell where a number is needed'],
  ['data-0001,tv,NaN,0,2\n', 's.csv:2:14 point: "NaN" where a number is needed'],
])('%j', async (text, line) => {
  await inFolder((folder) => {
    writePack(folder, 1, 5, 20);
    const questions = questionsOf(loadRecorded(join(folder, 'pack.yaml')));
    expect(() => readSubmission(rows(text), 's.csv', questions)).toThrow(line);
  });
});
