import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { add, type DoubleDouble, divide, multiply, squareRoot, twoProduct } from './doubleDouble.ts';

const scale = 2n ** 300n;
/** A double as an exact integer multiple of 2^−300; the numbers below are far above that. */
function exact(x: number): bigint {
  let power = 300;
  let integer = x;
  while (!Number.isInteger(integer)) {
    integer *= 2;
    power--;
  }
  return BigInt(integer) * 2n ** BigInt(power);
}
const value = (x: DoubleDouble) => exact(x[0]) + exact(x[1]);
/** |a − b| ≤ 2^−100·|b| */
const close = (a: bigint, b: bigint) => (a > b ? a - b : b - a) * 2n ** 100n <= (b < 0n ? -b : b);

const part = fc.double({ min: 0.1, max: 100, noNaN: true });
const number = fc.tuple(part, part).map(([high, low]): DoubleDouble => [high, low * 1e-18 * high]);

test('twoProduct is the product without error', () => {
  fc.assert(
    fc.property(part, part, (a, b) => {
      const [high, low] = twoProduct(a, b);
      expect(high).toBe(a * b);
      expect((exact(high) + exact(low)) * scale).toBe(exact(a) * exact(b));
    }),
  );
});

test('sum, product, quotient and square root hold 100 bits against exact integers', () => {
  fc.assert(
    fc.property(number, number, (a, b) => {
      expect(close(value(add(a, b)), value(a) + value(b))).toBe(true);
      expect(close(value(multiply(a, b)), (value(a) * value(b)) / scale)).toBe(true);
      expect(close(value(divide(a, b)), (value(a) * scale) / value(b))).toBe(true);
      const root = value(squareRoot(a));
      expect(close((root * root) / scale, value(a))).toBe(true);
    }),
  );
});
