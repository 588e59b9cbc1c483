import { expect, test } from 'vitest';
import { packAnswers } from '../../score/answers.ts';
import { armsStatistic } from './arms.ts';
import { measureAlone } from './compare.ts';
import { diagnosticStatistic } from './diagnosticStatistic.ts';
import type { ArmEvidence } from './evidence.ts';

// two datasets, three arms: errors of the one channel, truth 2, and what the fits say of themselves
const first = armOf([0.2, 0.2], [0.9, 0.9]);
const second = armOf([0.4, 0.4], [0.8, 0.99]);
const third = armOf([-0.6, -0.6], [0.7, 0.95]);
const arms = [first, second, third];
const across = (measure: string, of = arms, diagnostic = 'r2') =>
  measureAlone(armsStatistic(of, { measure, diagnostic, estimands: [0] }));

test('rank correlation of fit and error, by hand: −1 in the first, 0.5 in the second', () => {
  // ranks of r2 in the second: 1, 3, 2 against errors 1, 2, 3
  expect(across('fit_rank_correlation')).toMatchObject({ value: -0.25, n: 2 });
  expect(across('fit_rank_correlation').mcse).toBeCloseTo(0.75, 14);
});

test('the best by fit is the best by error in the first, not in the second', () => {
  expect(across('best_by_fit_regret')).toMatchObject({ value: 0.5, n: 2 });
  // less is better of anything else: the third is chosen first, then the first
  const renamed = arms.map(({ answers, notes }) => ({
    answers,
    notes: notes.map((note) => ({ ...note, diagnostics: { rmse: note.diagnostics.r2! } })),
  }));
  expect(across('best_by_fit_regret', renamed, 'rmse').value).toBe(0.5);
});

test('a replicate in which one arm says nothing is left out, and counted', () => {
  const silent = { ...third, notes: [{ ...third.notes[0]!, diagnostics: {} }, third.notes[1]!] };
  expect(
    armsStatistic([first, second, silent], { measure: 'fit_rank_correlation', diagnostic: 'r2', estimands: [0] }),
  ).toMatchObject({
    replicates: [1],
    failed: 1,
  });
});

test('the mean of a diagnostic', () => {
  expect(measureAlone(diagnosticStatistic(second, 'r2')).value).toBeCloseTo(0.895, 14);
  expect(measureAlone(diagnosticStatistic(second, 'none'))).toMatchObject({ value: null, n: 0 });
});

function armOf(errors: readonly number[], r2: readonly number[]): ArmEvidence {
  const rows = errors.map((error, replicate) => {
    const digest = `d${replicate}`;
    const effect = { point: 2 + error, se: null, intervals: [] };
    return {
      replicate,
      attempt: { digest, status: 'ok' as const, effects: [effect] },
      truth: { digest, values: [2] },
    };
  });
  const notes = r2.map((value) => ({ status: 'ok' as const, reason: '', diagnostics: { r2: value } }));
  return { answers: packAnswers(rows, 1, 0), notes };
}
