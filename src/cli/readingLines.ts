import type { Reading } from '../estimate/readings/businessReadings.ts';
import { wrap } from './wrap.ts';

/** Readings as lines, those without a value with their reason. */
export function readingLines(readings: readonly Reading[]): readonly string[] {
  if (readings.length === 0) return [];
  const known = readings.filter(({ value }) => value !== null);
  const items = known.map(({ name, value }) => `${name} ${Number(value!.toPrecision(4))}`);
  const missing = readings.filter(({ value }) => value === null).map(({ name, why }) => `${name}: ${why}`);
  return ['readings', ...wrap(items.join(' · '), 100, ''), ...missing.flatMap((line) => wrap(line))];
}
