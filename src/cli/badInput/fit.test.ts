import { test } from 'vitest';
import { edit, fitYaml, refused, salesCsv } from '../cli.fixture.ts';

const fit = 'fit sales.csv --spec fit.yaml';
/** of a file that lacks the week of 22 January */
const gapAfter =
  'sales.csv:6:1 date: "2024-01-29" is not the week after "2024-01-15"; --missing interpolate fills the gap in, --missing drop goes on as if there were none';

test.each([
  ['channels:', 'chanels:', ['fit.yaml:1:37 data: unknown key "chanels"; did you mean "channels"?']],
  [
    'channels: [tv, search]',
    'channels: [tv, serch], controls: [prize]',
    [
      'sales.csv:1 data.channels[1]: no column "serch"; the file has date, tv, search, price, sales; did you mean "search"?',
      'sales.csv:1 data.controls[0]: no column "prize"; the file has date, tv, search, price, sales; did you mean "price"?',
    ],
  ],
  ['[tv, search]', '[tv, tv]', ['fit.yaml:1:7 data: column "tv" is given more than one role']],
  ['use: ols', 'use: oxs', ['fit.yaml:2:19 estimator.use: unknown estimator "oxs"; did you mean "ols"?']],
  ['use: ols', 'use: ./mine.mjs', ['fit.yaml:2:19 estimator.use: no file ./mine.mjs (from "./mine.mjs")']],
  [
    'use: ols',
    'use: oracle-normal, sd: 1',
    ['fit.yaml:2:19 estimator.use: oracle-normal is an oracle: it needs the truth, which a CSV has not'],
  ],
  [
    'use: ols',
    'use: ols, media: serched',
    [
      'fit.yaml:2:31 estimator.media: expected a mapping, default or searched, received "serched"; did you mean "searched"?',
    ],
  ],
  [
    'use: ols',
    'use: ols, media: { given: truth }',
    ['fit.yaml:2:40 estimator.media.given: received truth; only a study on a scenario can fill it in'],
  ],
  [/$/, 'truth: { tvv: 2 }\n', ['fit.yaml:3:10 truth: unknown channel "tvv"; did you mean "tv"?']],
  [/$/, 'levles: [0.9]\n', ['fit.yaml:3:1: unknown key "levles"; did you mean "levels"?']],
  [/$/, 'levels: [95]\n', ['fit.yaml:3:10 levels.0: expected less than 1, received 95']],
  [
    /$/,
    'estimands: [{ roas.total: { window: [0, 9] } }]\n',
    [
      'fit.yaml:3:37 estimands.0.roas.total.window: the window ends in period 9; the data end in period 8, counted from 0',
    ],
  ],
])('a fit file with %s → %s', async (from, to, lines) => {
  await refused({ 'fit.yaml': edit(fitYaml, from, to), 'sales.csv': salesCsv }, fit, lines);
});

test.each([
  ['2024-01-22,1', '2024-01-22,NaN', ['sales.csv:5:12 tv: "NaN" where a number is needed']],
  ['2024-01-22,1', '2024-01-22,one', ['sales.csv:5:12 tv: "one" where a number is needed']],
  ['2024-01-22,1', '2024-01-22,', ['sales.csv:5:12 tv: an empty cell where a number is needed']],
  ['2024-01-22,1', '2024-01-22,1e999', ['sales.csv:5:12 tv: "1e999" where a number is needed']],
  ['2024-01-22,1', '2024-01-22,$10', ['sales.csv:5:12 tv: "$10" where a number is needed; did you mean "10"?']],
  ['2024-01-22,1', '2024-01-22,-1', ['sales.csv:5:12 tv: -1 is below 0; tv may not be negative']],
  ['2024-01-22,1,', '2024-01-22,', ['sales.csv:5:16: 4 cells in this row; the header has 5', gapAfter]],
  ['2024-01-22', '2024-01-15', ['sales.csv:5:1 date: duplicate date "2024-01-15", first on line 4', gapAfter]],
  [
    '2024-01-22',
    '2024-13-45',
    ['sales.csv:5:1 date: "2024-13-45" is no date; 2024-03-18, 3/18/2024, 2024-03 or a period number are'],
  ],
  [/\n[\s\S]*/, '\n', ['sales.csv:2: there is a header but no row of data']],
  [/[\s\S]*/, '', ['sales.csv: the file is empty; a header and rows are needed']],
  [/,/g, ';', ['sales.csv:1: cells are separated by semicolons; save the file with commas']],
])('data with %s → %s', async (from, to, lines) => {
  await refused({ 'fit.yaml': fitYaml, 'sales.csv': edit(salesCsv, from, to) }, fit, lines);
});
