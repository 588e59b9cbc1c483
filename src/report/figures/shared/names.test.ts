import { expect, test } from 'vitest';
import { panelNames, shorten, worldOf } from './names.ts';

const row = (own: object) => ({ cell: 'w@104', arm: 'ols', channel: 'tv', estimand: 'roas.total[0..103+12]', ...own });

test('a panel says its estimand only where there are several', () => {
  const one = [row({}), row({ cell: 'w@52', estimand: 'roas.total[0..51+12]' }), row({ channel: '*' })];
  expect(one.map(panelNames(one))).toEqual(['tv', 'tv', 'all channels']);
  const kinds = [row({}), row({ estimand: 'roas.direct[0..103+12]' })];
  expect(kinds.map(panelNames(kinds))).toEqual(['tv · roas.total', 'tv · roas.direct']);
  const windows = [row({}), row({ estimand: 'roas.total[0..51+12]' })];
  expect(windows.map(panelNames(windows))).toEqual(['tv · roas.total[0..103+12]', 'tv · roas.total[0..51+12]']);
});

test('a world is its scenario and what was varied', () => {
  expect(worldOf({ key: 'k', scenario: 'atlas', periods: 52, dials: { confounding: 0.5 } })).toBe(
    'atlas · confounding 0.5',
  );
});

test('long names lose their middle', () => {
  expect(shorten('bayesian[strength=16]', 11)).toBe('bayes…h=16]');
  expect(shorten('ols', 11)).toBe('ols');
});
