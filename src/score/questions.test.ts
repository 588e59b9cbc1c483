import { expect, test } from 'vitest';
import type { Estimand } from '../dataset/estimand.ts';
import { jointTarget, questionKey, questions } from './questions.ts';

const ask = (channel: string, more: Partial<Estimand> = {}): Estimand => ({
  ...{ channel, kind: 'roas.total', window: [0, 9], tail: 3 },
  ...more,
});

test('a channel that comes back in the list asks the next question', () => {
  const twice = [ask('tv'), ask('search'), ask('tv'), ask('search'), ask('tv')];
  expect(questions(twice)).toEqual([[0, 1], [2, 3], [4]]);
  expect(questions([])).toEqual([]);
});

test('the key of a question is that of its estimands; a tail that differs between them is a star', () => {
  expect(questionKey([ask('tv'), ask('search')])).toBe('roas.total[0..9+3]');
  expect(questionKey([ask('tv'), ask('search'), ask('radio', { tail: 4 })])).toBe('roas.total[0..9+*]');
  expect(questionKey([ask('tv', { tail: 12 }), ask('search')])).toBe('roas.total[0..9+*]');
});

test('the key names all that is held for any channel, once and in order', () => {
  const held = [ask('tv', { held: ['visits', 'search'] }), ask('radio', { held: ['search', 'app'] })];
  expect(questionKey(held)).toBe(questionKey([ask('tv', { held: ['app', 'search', 'visits'] })]));
  expect(questionKey(held)).not.toBe(questionKey([ask('tv')]));
});

test('a question is on target only where every channel is, and off where one is', () => {
  expect(jointTarget(['on', 'on'])).toBe('on');
  expect(jointTarget(['on', 'unknown'])).toBe('unknown');
  expect(jointTarget(['unknown', 'off', 'on'])).toBe('off');
});
