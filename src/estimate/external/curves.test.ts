import { expect, test } from 'vitest';
import { checkEstimate } from '../contractCheck.ts';
import { testDataset, testRequest } from '../testData.ts';
import { decodeAnswer } from './answer.ts';
import { questionOf } from './question.ts';

const { dataset } = testDataset({ tv: 1 }, { periods: 4 });
const curves = { window: [0, 3], tails: { tv: 1 }, scales: [0, 1, 2], draws: 50 } as const;
const plain = testRequest('tv', ['contribution'], [0, 3], 1);
const request = { ...plain, curves };
const answered = { id: 'q', status: 'ok', effects: [null], fitted: [1, 2, 3, 4] };

function decoded(over: object, asked: typeof plain = request) {
  const answer = decodeAnswer(JSON.stringify({ ...answered, ...over }), 'q', asked);
  if (answer.kind !== 'estimate') throw new Error(answer.kind);
  return checkEstimate(answer.estimate, asked, 4, ['tv']);
}

test('curves are asked of a program only where they are asked of the fit', () => {
  const question = (of: typeof plain) => questionOf(dataset, { send: 'arrays', settings: {} }, of, () => '');
  expect(question(request).curves).toEqual(curves);
  expect(question(plain)).not.toHaveProperty('curves');
});

test('a program answers with a curve, with draws of it, or with none', () => {
  expect(decoded({ curves: [{ channel: 'tv', contribution: [0, 5, 8] }] })).toMatchObject({
    curves: [{ channel: 'tv', contribution: Float64Array.of(0, 5, 8) }],
  });
  const draws = [
    [0, 4, 6],
    [0, 5, 9],
    [0, 9, 9],
  ];
  expect(decoded({ curves: [{ channel: 'tv', draws }] })).toMatchObject({
    curves: [{ contribution: Float64Array.of(0, 6, 8), draws: draws.map((draw) => Float64Array.from(draw)) }],
  });
  expect(decoded({})).not.toHaveProperty('curves');
  // what was not asked for is left aside, as an unknown channel of a chatty program would be no fault of the fit
  expect(decoded({ curves: [{ channel: 'tw', contribution: [1] }] }, plain)).not.toHaveProperty('curves');
});

test.each([
  [{ channel: 'tv' }, 'curves.0: contribution is needed where there are no draws'],
  [{ channel: 'tv', contribution: [0, 5] }, 'curves[0].contribution: not a Float64Array of 3'],
  [{ channel: 'tv', draws: [[0, 1, 2], [0]] }, 'curves[0].contribution: not a Float64Array of 3'],
  [{ channel: 'radio', contribution: [0, 1, 2] }, 'curves[0].channel: "radio" is no channel of the data'],
])('%j is invalid output', (curve, detail) => {
  const estimate = decoded({ curves: [curve] });
  expect(estimate).toMatchObject({ status: 'invalid-output', detail: expect.stringContaining(detail) });
});
