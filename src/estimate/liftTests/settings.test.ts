import { expect, test } from 'vitest';
import { check } from '../../core/document.ts';
import { roasData } from '../bayesian/roas/data.fixture.ts';
import { checkLiftTests, measuredTests } from './measured.ts';
import { liftTestsSchema } from './settings.ts';

const messages = (item: object): readonly string[] =>
  check(liftTestsSchema, [item]).findings.map(({ path, message }) => `${path.join('.')}: ${message}`);

const tv = { channel: 'tv', window: [0, 3] };

test.each([
  [{ ...tv, effect: 5 }, '0.se: a measured test has its se'],
  [{ ...tv, effect: 5, se: 0 }, '0.se'],
  [{ ...tv, window: [3, 0], effect: 5, se: 1 }, 'must not come after its last'],
  [{ ...tv, effect: 5, se: 1, scale: 1 }, 'a test must change spend'],
  [{ ...tv, effect: 5, se: 1, bias: 0.1 }, 'a test that a study simulates'],
  [{ ...tv, design: 'known-noise' }, 'needs the standard error'],
  [{ ...tv, design: 'geo-lift', se: 3 }, 'finds its standard error itself'],
  [{ ...tv, design: 'known-noise', se: 3, effect: 1 }, 'finds its effect itself'],
  [{ ...tv, design: 'known-noise', se: 3, treated: 0.5 }, 'belongs to design: geo-lift'],
])('%j is refused for one reason', (item, part) => {
  expect(messages(item)).toHaveLength(1);
  expect(messages(item)[0]).toContain(part);
});

const data = roasData();
const kept = ['tv', 'search'];
const parsed = (item: object) => liftTestsSchema.parse([{ ...tv, effect: 5, se: 1, ...item }]);

test('channels that the fit has not are refused with a guess, windows outside of the data with what is allowed', () => {
  expect(() => checkLiftTests(parsed({ channel: 'serch' }), kept, data)).toThrow(
    'lift_tests.0.channel: the fit has no channel "serch"; allowed: tv, search; did you mean "search"?',
  );
  expect(() => checkLiftTests(parsed({ window: [20, 30] }), kept, data)).toThrow(
    'lift_tests.0.window: [20, 30] is not in the data; allowed is 0 to 29',
  );
});

test('outside of a study a test has its result', () => {
  const simulated = liftTestsSchema.parse([{ ...tv, design: 'known-noise', se: 4 }]);
  expect(() => measuredTests(simulated, kept, data)).toThrow(
    'lift_tests.0.design: received known-noise; only a study on a scenario can simulate a test',
  );
  const { likelihood, prior } = measuredTests([...parsed({}), ...parsed({ use: 'prior' })], kept, data);
  expect([likelihood.length, prior.length]).toEqual([1, 1]);
});
