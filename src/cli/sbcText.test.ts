import { expect, test } from 'vitest';
import type { Plan } from '../experiment/plan/types.ts';
import type { StudyCalibration } from '../experiment/sbc/verdict.ts';
import { judgeCalibration } from '../inference/sbc/verdict.ts';
import { sbcJson, sbcText } from './sbcText.ts';

const plan = {
  name: 'sbc-small',
  cells: [{ name: 'clean@52' }],
  calibration: { draws: 19, bins: 20, failed: 0.1, quantities: ['alpha[tv]', 'sigma'] },
} as unknown as Plan;

/** 40 ranks: each of 0..19 twice for alpha; all of them low for sigma, where asked. */
const found = (low: boolean, failed: number): StudyCalibration => {
  const even = Array.from({ length: 40 }, (_, i) => i % 20);
  const ranks = new Map([
    ['alpha[tv]', even],
    ['sigma', low ? even.map((rank) => rank >> 1) : even],
  ]);
  const verdict = judgeCalibration(ranks, 19, 20);
  const tooManyFailed = failed > 0.1 * (40 + failed);
  return {
    passed: verdict.passed && !tooManyFailed,
    simulations: 40 + failed,
    failed,
    failures: failed === 0 ? [] : [{ reason: 'nonconverged: ESS … < 100', count: failed }],
    tooManyFailed,
    allowed: 0.1,
    verdict,
  };
};

test('a calibrated model, quantity by quantity, the verdict last', () => {
  expect(sbcText(plan, found(false, 0), 'Is it right?').split('\n')).toEqual([
    'Is it right?',
    '',
    'clean@52: 40 simulations, 40 truths ranked among 19 draws',
    'quantity       p  farthest',
    '────────────────────────────',
    'alpha[tv]  1.000    +0.000',
    'sigma      1.000    +0.000',
    'p: how often ranks of a right posterior stray as far; farthest: of their distribution from the uniform one.',
    '',
    'no fit failed',
    'calibrated: all 2 quantities inside the band at level 1 − .05/2 = 0.9750',
  ]);
});

test('a quantity outside is named twice, and failed fits by their reasons', () => {
  const text = sbcText(plan, found(true, 3));
  expect(text).toMatch(/^sigma +\de-\d+ +\+0\.500 {2}OUTSIDE$/m);
  expect(text).toContain('3 fits failed, 7 % of at most 10 %: left out\n  3 nonconverged: ESS … < 100\n');
  expect(text.split('\n').at(-1)).toBe(
    'not calibrated: 1 of 2 quantities outside the band at level 1 − .05/2 = 0.9750: sigma',
  );
});

test('too many failed fits are a verdict of their own, whatever the ranks; without any fit there is none', () => {
  const text = sbcText(plan, found(false, 10));
  expect(text).toContain('10 fits failed, 20 % of at most 10 %: TOO MANY');
  expect(text.split('\n').at(-1)).toBe(
    'not calibrated: too many fits failed: what is left of them cannot vouch for the model',
  );
  const none = { ...found(false, 10), failed: 50, verdict: null };
  expect(sbcText(plan, none).split('\n').at(-1)).toBe('not calibrated: there is no fit to judge by');
  expect(sbcJson(plan, none)).toMatchObject({ study: 'sbc-small', passed: false, quantities: [], level: null });
});

test('JSON has the verdict and each quantity’s numbers', () => {
  const json = JSON.parse(JSON.stringify(sbcJson(plan, found(true, 0))));
  expect(json).toMatchObject({
    passed: false,
    level: 0.975,
    failed: 0,
    quantities: [{ inside: true }, { inside: false }],
  });
  expect(json.quantities[1].difference[9]).toBeCloseTo(0.5, 12);
});
