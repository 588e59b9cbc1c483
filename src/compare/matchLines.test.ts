import { expect, test } from 'vitest';
import { matchVersions } from './match.ts';
import type { Question, Version } from './types.ts';

const [tv, search] = ['tv', 'search'].map((channel): Question => ({ channel, estimand: 'roas' }));
const version = (label: string, arms: Readonly<Record<string, readonly (Question | undefined)[]>>): Version => ({
  ...{ label, levels: [0.5, 0.9] },
  arms: Object.entries(arms).map(([name, questions]) => {
    const [cell, arm] = name.split('/') as [string, string];
    return { cell, arm, questions: questions.map((question) => question!), rows: () => [] };
  }),
});
const line = (a: Version, b: Version): string => {
  try {
    matchVersions(a, b);
  } catch (error) {
    return (error as Error).message;
  }
  return 'matched';
};

test('arms are found by cell and name in any order; new ones are told in one line', () => {
  const a = version('a', { 'clean/ols': [tv], 'noisy/ols': [tv] });
  const b = version('b', { 'noisy/ols': [tv], 'noisy/lasso': [tv], 'clean/ols': [tv], 'clean/lasso': [tv] });
  const { matched, remarks } = matchVersions(a, b);
  expect(matched.map((match) => [match.a, match.b])).toEqual([
    [a.arms[0], b.arms[2]],
    [a.arms[1], b.arms[0]],
  ]);
  expect(remarks).toEqual(['not in the baseline, so not judged: lasso in noisy, lasso in clean']);
  expect(matchVersions(a, a).remarks).toEqual([]);
});

test('each refusal says in which results what is missing', () => {
  const a = version('a', { 'clean/ols': [tv, search] });
  expect(line(a, { ...a, label: 'b', levels: [0.5, 0.95] })).toBe(
    'b: has intervals at levels 0.5, 0.95, the baseline at 0.5, 0.9',
  );
  expect(line(a, version('b', { 'clean/olz': [tv, search] }))).toBe(
    'b: has no ols in clean, which the baseline has; did you mean "olz in clean"?',
  );
  expect(line(a, version('b', { 'elsewhere/bayesian': [tv] }))).toBe('b: has no ols in clean, which the baseline has');
  expect(line(version('a', {}), a)).toBe('a: has no arm to compare');
});

test('the same has to be decided, or nothing by both', () => {
  const a = version('a', { 'clean/ols': [tv] });
  const [half, double] = ['{"times":0.5}', '{"times":2}'].map((decision) => ({ ...a, label: 'b', decision }));
  expect(line({ ...a, ...half! }, double!)).toBe('b: decides {"times":2}, the baseline {"times":0.5}');
  expect(line(a, double!)).toBe('b: decides {"times":2}, the baseline nothing');
  expect(line(double!, { ...a, label: 'c' })).toBe('c: decides nothing, the baseline {"times":2}');
  expect(line(half!, half!)).toBe('matched');
});

test('the questions have to be the same: the odd one is named, of whichever', () => {
  const [one, both] = [version('a', { 'clean/ols': [tv] }), version('b', { 'clean/ols': [tv, search] })];
  const head = 'asks other questions of ols in clean than the baseline:';
  expect(line(one, both)).toBe(`b: ${head} roas of search in one of the two only`);
  expect(line(both, one)).toBe(`a: ${head} roas of search in one of the two only`);
  const turned = version('c', { 'clean/ols': [search, tv] });
  expect(line(both, turned)).toBe(`c: ${head} the same questions in another order`);
  expect(line(one, version('d', { 'clean/ols': [search] }))).toBe(`d: ${head} roas of tv in one of the two only`);
  expect(line(both, both)).toBe('matched');
});
