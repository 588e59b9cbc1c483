import { expect, test } from 'vitest';
import { listScenarios, loadScenario } from './load.node.ts';

test('bundled worlds go by name, files by path', () => {
  expect(listScenarios()).toContain('clean');
  expect(loadScenario('clean').file).toBe('scenarios/clean.yaml');
  expect(loadScenario('./scenarios/clean.yaml')).toEqual({ ...loadScenario('clean'), file: './scenarios/clean.yaml' });
});

test.each([
  ['cleen', 'unknown scenario "cleen"; did you mean "clean"?'],
  ['xyzzy', `unknown scenario "xyzzy"; there are ${listScenarios().join(', ')}`],
  ['./nowhere.yaml', './nowhere.yaml: there is no such file'],
  ['./scenarios/', './scenarios/: this is a folder; expected a scenario file'],
])('%s is answered by one line', (name, line) => {
  expect(() => loadScenario(name)).toThrow(expect.objectContaining({ name: 'InputError', message: line }));
});
