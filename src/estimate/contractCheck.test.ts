import { expect, test } from 'vitest';
import type { Estimate } from './contract.ts';
import { checkEstimate } from './contractCheck.ts';
import { testRequest } from './testData.ts';

const request = testRequest('tv', ['roas.total', 'roas.mediated'], [0, 3], 0);
const intervals = [
  { level: 0.5, lower: 0.9, upper: 1.1 },
  { level: 0.95, lower: 0.5, upper: 1.5 },
];
const effect = { estimand: request.estimands[0]!, point: 1, se: 0.2, intervals };
const sound = {
  status: 'ok',
  effects: [effect, null],
  fitted: Float64Array.of(1, 2, 3, 4),
  parameters: [{ name: 'tv', value: 1 }],
  diagnostics: { r2: 0.5 },
} satisfies Estimate;

const detailOf = (estimate: unknown) => {
  const checked = checkEstimate(estimate, request, 4);
  return checked.status === 'invalid-output' ? checked.detail : checked.status;
};
const spoiled = (over: object) => detailOf({ ...sound, effects: [{ ...effect, ...over }, null] });

test('sound estimates and failures pass through as they are', () => {
  expect(checkEstimate(sound, request, 4)).toBe(sound);
  const refused = { status: 'refused', reason: 'unsupported', detail: 'no' } as const;
  expect(checkEstimate(refused, request)).toBe(refused);
});

test.each<[string, unknown, string]>([
  ['nothing', undefined, 'the fit returned undefined, not an estimate'],
  [
    'an unknown status',
    { status: 'fine' },
    'status: "fine"; allowed: ok, nonconverged, refused, error, invalid-output, timeout',
  ],
  ['a failure without words', { status: 'error' }, 'detail: undefined is no text'],
  ['a plain list of fitted values', { ...sound, fitted: [1, 2, 3, 4] }, 'fitted: [1,2,3,4] is no Float64Array'],
  ['too few fitted values', { ...sound, fitted: new Float64Array(3) }, 'fitted: 3 values for 4 rows'],
  ['NaN among fitted values', { ...sound, fitted: Float64Array.of(1, Number.NaN, 1, 1) }, 'fitted[1]: NaN'],
  [
    'an infinite diagnostic',
    { ...sound, diagnostics: { r2: Infinity } },
    'diagnostics.r2: Infinity is no finite number',
  ],
  ['a missing effect', { ...sound, effects: [effect] }, 'effects: 1 for 2 estimands'],
  [
    'a hole',
    { ...sound, effects: [undefined, null] },
    'effects[0]: undefined is no effect; null says that there is none',
  ],
  [
    'a parameter without a number',
    { ...sound, parameters: [{ name: 'a', value: Number.NaN }] },
    'parameters[0]: {"name":"a","value":"NaN"} is no name with a finite value',
  ],
])('%s is invalid output', (_name, estimate, detail) => {
  expect(detailOf(estimate)).toBe(detail);
});

test.each<[object, string]>([
  [{ point: Number.NaN }, 'effects[0].point: NaN is no finite number'],
  [{ point: '1' }, 'effects[0].point: "1" is no finite number'],
  [{ se: -1 }, 'effects[0].se: -1 is no finite number of 0 or more, nor null'],
  [{ estimand: request.estimands[1] }, 'effects[0].estimand: the answer to tv roas.total[0..3+0] was asked'],
  [
    { intervals: [intervals[0]] },
    'effects[0].intervals: [{"level":0.5,"lower":0.9,"upper":1.1}]; one for each of the levels 0.5, 0.95 is needed',
  ],
  [
    { intervals: [intervals[1], intervals[0]] },
    'effects[0].intervals[0]: {"level":0.95,"lower":0.5,"upper":1.5} is no interval of level 0.5',
  ],
  [
    { intervals: [{ level: 0.5, lower: 2, upper: 1 }, intervals[1]] },
    'effects[0].intervals[0]: {"level":0.5,"lower":2,"upper":1} is no interval of level 0.5',
  ],
  [{ draws: Float64Array.of(Number.NaN) }, 'effects[0].draws: not a Float64Array of finite numbers'],
])('a spoiled effect is invalid output: %o', (over, detail) => {
  expect(spoiled(over)).toBe(detail);
});

test('curves: of channels of the data, each once, as long as the scales, finite, and only where they were asked for', () => {
  const curves = { window: [0, 3], tails: { tv: 0 }, scales: [0, 1, 2], draws: 5 } as const;
  const one = { channel: 'tv', contribution: Float64Array.of(0, 1, 1.5), draws: [Float64Array.of(0, 2, 3)] };
  const fault = (given: unknown, asked: object = { curves }) => {
    const checked = checkEstimate({ ...sound, curves: given }, { ...request, ...asked }, 4, ['tv', 'radio']);
    return checked.status === 'invalid-output' ? checked.detail : checked.status;
  };
  expect(fault([one])).toBe('ok');
  expect(fault(undefined)).toBe('ok');
  expect(fault([one], {})).toBe('curves: none were asked for');
  expect(fault('none')).toBe('curves: "none" is no list');
  expect(fault([null])).toBe('curves[0]: null is no curve');
  expect(fault([one, one])).toBe('curves[1].channel: tv has a curve already');
  expect(fault([{ ...one, channel: 'tw' }])).toBe('curves[0].channel: "tw" is no channel of the data');
  const contribution = 'curves[0].contribution: not a Float64Array of 3 numbers up to ±1e+150, one a scale';
  expect(fault([{ ...one, contribution: Float64Array.of(0, 1) }])).toBe(contribution);
  expect(fault([{ ...one, contribution: Float64Array.of(0, 1, Number.NaN) }])).toBe(contribution);
  const draws = 'curves[0].draws: not a list of Float64Arrays of 3 numbers up to ±1e+150';
  expect(fault([{ ...one, draws: [] }])).toBe(draws);
  expect(fault([{ ...one, draws: [Float64Array.of(0, 1)] }])).toBe(draws);
});
