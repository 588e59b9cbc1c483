import { test } from 'vitest';
import { refused } from '../cli.fixture.ts';
import { roots, spoiled } from '../optimize.fixture.ts';

const { curves: _, ...old } = roots();
const kind = 'fit (plumbline fit data.csv --spec fit.yaml --json > fit.json)';

test.each<[string, string, string, string]>([
  ['an empty file', '', '', 'fit.json: this file is empty: did the fit that was to write it fail?'],
  ['text', 'tv,search', '', `fit.json: this is no JSON; expected a ${kind}`],
  ['other JSON', '{"a": 1}', '', `fit.json: this is no ${kind}`],
  [
    'a refused fit',
    JSON.stringify({ ...old, status: 'refused', reason: 'constant-channel', detail: 'tv' }),
    '',
    'fit.json: the fit failed (refused: constant-channel: tv), so there is nothing to decide on',
  ],
  [
    'no curves',
    JSON.stringify(old),
    '',
    'fit.json: holds no response curves: ols gives none, or the fit is of an older version; plumbline fit --json writes them',
  ],
  [
    'a curve cut short',
    JSON.stringify(roots({}, { contribution: [0, 1] })),
    '',
    'fit.json: curves: tv is to have one value for each of the scales',
  ],
  [
    'scales in disorder',
    JSON.stringify(spoiled({ scales: [0, 2, 1], channels: roots({}, { contribution: [0, 1, 2] }).curves.channels })),
    '',
    'fit.json: curves.scales: expected an ascending list from 0',
  ],
  [
    'scales that end before what was spent',
    JSON.stringify(
      spoiled({ scales: [0, 0.4, 0.8], channels: roots({}, { contribution: [0, 1, 2] }).curves.channels }),
    ),
    '',
    'fit.json: curves.scales: they end at 0.8; expected to reach 1, what was spent',
  ],
  [
    'numbers beyond reckoning',
    JSON.stringify(
      spoiled({ scales: [0, 1, 1e200], channels: roots({}, { contribution: [0, 1, 2] }).curves.channels }),
    ),
    '',
    'fit.json curves.scales.2: expected at most 1e+150, received 1e+200',
  ],
  [
    'a curve without end to its slope',
    JSON.stringify(
      spoiled({
        scales: [0, 1, 2],
        channels: roots({}, { spend: 1e-300, contribution: [0, 1e100, 2] }).curves.channels,
      }),
    ),
    '',
    'fit.json: curves: tv rises too steeply to be computed with',
  ],
  ['one channel twice', JSON.stringify(roots({}, { channel: 'tv' })), '', 'fit.json: curves: tv has a curve already'],
  [
    'a window backwards',
    JSON.stringify(spoiled({ window: [9, 3] })),
    '',
    'fit.json: curves.window: 9 to 3 is no window: the first is after the last',
  ],
  [
    'something for nothing',
    JSON.stringify(spoiled({ scales: [0, 1, 2], channels: roots({}, { contribution: [0.5, 1, 2] }).curves.channels })),
    '',
    'fit.json: curves: tv brings 0.5 at no spend; expected 0',
  ],
  [
    'a single channel',
    JSON.stringify(spoiled({ channels: roots().curves.channels.slice(0, 1) })),
    '',
    'fit.json: only tv spent anything in the window: there is nothing to split',
  ],
  [
    'a channel with two bounds',
    JSON.stringify(roots()),
    ' --bounds tv=0..1 0..3 tv=1..2',
    '--bounds: "tv=1..2": tv has bounds already',
  ],
  [
    'two bounds for all',
    JSON.stringify(roots()),
    ' --bounds 0..3 0..2',
    '--bounds: "0..2": all channels have bounds already',
  ],
  ['no spend', JSON.stringify(roots({}, { spend: 0 })), '', 'fit.json: no channel spent anything in the window'],
  [
    'a budget beyond the bounds',
    JSON.stringify(roots()),
    ' --budget 900',
    '--budget: 900: the bounds allow 75 to 300 (0.5x to 2x); --bounds widens them',
  ],
  [
    'a budget below them',
    JSON.stringify(roots()),
    ' --budget 0.2x',
    '--budget: 30: the bounds allow 75 to 300 (0.5x to 2x); --bounds widens them',
  ],
  [
    'a budget in words',
    JSON.stringify(roots()),
    ' --budget lots',
    '--budget: "lots": expected an amount, or a multiple of what was spent, as 1.2x',
  ],
  [
    'an unknown channel',
    JSON.stringify(roots()),
    ' --bounds serach=0..1',
    '--bounds: unknown channel "serach"; did you mean "search"?',
  ],
  [
    'bounds of no form',
    JSON.stringify(roots()),
    ' --bounds tv=2',
    '--bounds: "tv=2": expected multiples of what was spent, as tv=0.5..2, or 0.5..2 for all channels',
  ],
  [
    'bounds upside down',
    JSON.stringify(roots()),
    ' --bounds tv=2..1',
    '--bounds: "tv=2..1": the first is above the second',
  ],
  [
    'bounds beyond the curves',
    JSON.stringify(roots()),
    ' --bounds tv=1..6',
    '--bounds: "tv=1..6": the fit\'s curves end at 4 times what was spent',
  ],
  [
    'a value of nothing',
    JSON.stringify(roots()),
    ' --value 0',
    '--value: "0": expected what a unit of the outcome earns, above 0',
  ],
])('%s is one line', async (_name, text, options, line) => {
  await refused({ 'fit.json': text }, `optimize fit.json${options}`, [line]);
});

test('a file behind --bounds would be one of them: the line says where it goes', async () => {
  await refused({ 'fit.json': JSON.stringify(roots()) }, 'optimize --bounds 0..3 fit.json', [
    '--bounds: "fit.json": expected multiples of what was spent (put the file before --bounds)',
  ]);
});

test('no such file is one line', async () => {
  await refused({}, 'optimize fit.json', ['fit.json: there is no such file']);
});
