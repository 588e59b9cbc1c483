import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarPosition, compareDates, dayNumber, follows, readDate } from './dates.ts';

test('dayNumber equals the engine’s own calendar', () => {
  fc.assert(
    fc.property(fc.integer({ min: -200_000, max: 200_000 }), (day) => {
      const date = new Date(day * 86_400_000);
      const parts = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
      expect(dayNumber(parts)).toBe(day);
    }),
  );
});

test('reads ISO, American, month and whole-number labels and refuses the rest', () => {
  expect(readDate('2021-10-02')).toEqual({ form: 'iso', year: 2021, month: 10, day: 2 });
  expect(readDate('4/2/2018')).toEqual({ form: 'm/d/yyyy', year: 2018, month: 4, day: 2 });
  expect(readDate('2020-02')).toEqual({ form: 'month', year: 2020, month: 2, day: 1 });
  expect(readDate('53')).toEqual({ form: 'index', index: 53 });
  for (const wrong of ['2021-13-01', '2021-02-29', '31/12/2021', '2.4.2018', 'May', '']) {
    expect(readDate(wrong)).toBeUndefined();
  }
});

test('follows knows weeks across a year and months of different lengths', () => {
  expect(follows(readDate('2021-12-27')!, readDate('2022-01-03')!, 'week')).toBe(true);
  expect(follows(readDate('2021-12-27')!, readDate('2022-01-10')!, 'week')).toBe(false);
  expect(follows(readDate('2021-01-31')!, readDate('2021-02-28')!, 'month')).toBe(true);
  expect(follows(readDate('53')!, readDate('54')!, 'week')).toBe(true);
  expect(compareDates(readDate('4/2/2018')!, readDate('4/9/2018')!)).toBe(-7);
});

test('calendar positions', () => {
  expect(calendarPosition(readDate('2024-01-07')!, 'week')).toBe(0);
  expect(calendarPosition(readDate('2024-01-08')!, 'week')).toBe(1);
  expect(calendarPosition(readDate('2024-12-31')!, 'day')).toBe(365);
  expect(calendarPosition(readDate('2024-08-01')!, 'quarter')).toBe(2);
  expect(calendarPosition(readDate('53')!, 'week')).toBe(53);
});
