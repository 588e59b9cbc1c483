import { expect, test } from 'vitest';
import { camelCase, camelKeys, snakeCase } from './naming.ts';

test.each([
  ['burn_in', 'burnIn'],
  ['half_saturation', 'halfSaturation'],
  ['alpha', 'alpha'],
])('%s and %s name the same thing', (snake, camel) => {
  expect(camelCase(snake)).toBe(camel);
  expect(snakeCase(camel)).toBe(snake);
});

test('names that users gave stay as they are', () => {
  expect(camelKeys({ first_period: 3, nodes: { paid_search: 1 } })).toEqual({
    firstPeriod: 3,
    nodes: { paid_search: 1 },
  });
});
