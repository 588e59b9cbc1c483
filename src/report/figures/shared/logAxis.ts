import { exp, log } from '../../../core/math.ts';

/** A log axis from `low` to `high` over so many px. */
export type LogAxis = {
  readonly low: number;
  readonly high: number;
  readonly toPx: (value: number) => number;
  readonly fromPx: (px: number) => number;
  /** 1, 2, 5, 10, …; powers of ten alone where those are more than so many */
  readonly ticks: (most: number) => readonly number[];
};

export function logAxis(low: number, high: number, px: number): LogAxis {
  const scale = px / log(high / low);
  return {
    low,
    high,
    toPx: (value) => log(value / low) * scale,
    fromPx: (at) => low * exp(at / scale),
    ticks: (most) => {
      const all = roundNumbers(low, high, [1, 2, 5]);
      if (all.length < 2) return roundNumbers(low, high, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
      const tens = roundNumbers(low, high, [1]);
      return all.length <= most || tens.length < 2 ? all : tens;
    },
  };
}

function roundNumbers(low: number, high: number, digits: readonly number[]): readonly number[] {
  const first = Math.floor(log(low) / log(10)) - 1;
  const last = Math.ceil(log(high) / log(10)) + 1;
  const exponents = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return exponents
    .flatMap((exponent) => digits.map((digit) => Number(`${digit}e${exponent}`)))
    .filter((value) => value >= low && value <= high);
}
