import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalCdf, normalQuantile } from '../distributions.ts';
import { gandyScott } from '../gandyScott.ts';
import { meanP, uniformityP } from '../goodnessOfFit.ts';
import { openStream, uniformOf } from './stream.ts';

const take = (n: number, draw: () => number) => Array.from({ length: n }, draw);
const start = (...key: (string | number)[]) => take(4, openStream(key).next32);

// Golden: these change only with RNG_VERSION.
test('a stream never changes unnoticed', () => {
  const key = [2026, 0, 'demand', 'noise'];
  expect(start(...key)).toEqual([1361875975, 3212942983, 2134768384, 1035071149]);
  expect(take(3, openStream(key).uniform)).toEqual([0.31708646377974437, 0.49703949869421327, 0.6243314054824864]);
  expect(take(3, openStream(key).normal)).toEqual([-0.4758616748626668, -0.0074209443920197704, 0.31687666484919363]);
});

test('the same key gives the same stream, whoever else is drawing', () => {
  const [a, b] = [openStream(['x', 1]), openStream(['x', 1])];
  const other = openStream(['y']);
  for (let i = 0; i < 10; i++) {
    const value = a.normal();
    other.uniform();
    expect(b.normal()).toBe(value);
  }
});

test('keys that only look alike give different streams', () => {
  const keys = [['a', 1], ['a', '1'], ['a1'], ['a', 1, ''], ['a,1'], ['a"', 1], ['1', 'a'], [], [''], [1], [0.1], [-1]];
  const starts = keys.map((key) => start(...key).join());
  expect(new Set(starts).size).toBe(keys.length);
  expect(start(-0)).toEqual(start(0));
});

test('a number that is none names no stream', () => {
  expect(() => openStream(['a', Number.NaN])).toThrow('NaN names no stream');
  expect(() => openStream([Number.POSITIVE_INFINITY])).toThrow('Infinity names no stream');
});

test('uniforms keep off both ends', () => {
  const [most, least] = [uniformOf(2 ** 27 - 1, 2 ** 26 - 1), uniformOf(0, 0)];
  expect([least, uniformOf(0, 1), uniformOf(2 ** 26, 0), most]).toEqual([2 ** -54, 2 ** -53, 0.5, 1 - 2 ** -53]);
  expect(normalQuantile(least)).toBeGreaterThan(-8.3);
  expect(normalQuantile(most)).toBeLessThan(8.3);
});

test('a normal is the quantile of one uniform', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer(), (name, number) => {
      const [normals, uniforms] = [openStream([name, number]), openStream([name, number])];
      for (let i = 0; i < 5; i++) expect(normals.normal()).toBe(normalQuantile(uniforms.uniform()));
    }),
  );
});

test('every bit is fair, uniforms are uniform, normals have the moments of a normal', () => {
  const verdict = gandyScott((n, attempt) => {
    const stream = openStream(['statistics', attempt]);
    const bits = take(n, stream.next32);
    const u = Float64Array.from(take(n, stream.uniform));
    const z = Float64Array.from(take(n, stream.normal));
    const p = Array.from({ length: 32 }, (_, bit) =>
      meanP(
        Float64Array.from(bits, (word) => (word >>> bit) & 1),
        0.5,
        0.25,
      ),
    );
    const power = (k: number) => z.map((value) => value ** k);
    p.push(uniformityP(u), uniformityP(u.map((value) => (value * 1024) % 1)), uniformityP(z.map(normalCdf)));
    // E Z^k and Var Z^k: 0, 1; 1, 2; 0, 15; 3, 96
    p.push(meanP(power(1), 0, 1), meanP(power(2), 1, 2), meanP(power(3), 0, 15), meanP(power(4), 3, 96));
    // neighbors are uncorrelated
    p.push(
      meanP(
        z.subarray(1).map((value, i) => value * z[i]!),
        0,
        1,
      ),
    );
    return p;
  }, 20_000);
  expect(verdict.passed).toBe(true);
});

test('streams of neighboring keys are uncorrelated', () => {
  const verdict = gandyScott((n, attempt) => {
    const product = (i: number) => {
      const [a, b] = [openStream([attempt, i, 'a']), openStream([attempt, i + 1, 'a'])];
      return a.normal() * b.normal();
    };
    return [
      meanP(
        Float64Array.from({ length: n }, (_, i) => product(i)),
        0,
        1,
      ),
    ];
  }, 5_000);
  expect(verdict.passed).toBe(true);
});
