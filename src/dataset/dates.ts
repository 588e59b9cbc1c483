import type { PeriodUnit } from './types.ts';

/** A date read from its label. Integer labels (`53`, `54`) count periods and have no calendar. */
export type PeriodDate =
  | { readonly form: 'iso' | 'm/d/yyyy' | 'month'; readonly year: number; readonly month: number; readonly day: number }
  | { readonly form: 'index'; readonly index: number };

const monthDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** `2024-03-18`, `3/18/2024`, `2024-03` or a whole number of periods; undefined for anything else. */
export function readDate(label: string): PeriodDate | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:T.*)?$/.exec(label);
  if (iso) return calendarDate('iso', Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(label);
  if (american) return calendarDate('m/d/yyyy', Number(american[3]), Number(american[1]), Number(american[2]));
  const month = /^(\d{4})-(\d{2})$/.exec(label);
  if (month) return calendarDate('month', Number(month[1]), Number(month[2]), 1);
  if (/^-?\d{1,9}$/.test(label)) return { form: 'index', index: Number(label) };
  return undefined;
}

function calendarDate(
  form: 'iso' | 'm/d/yyyy' | 'month',
  year: number,
  month: number,
  day: number,
): PeriodDate | undefined {
  const days = monthDays[month - 1];
  if (days === undefined || day < 1 || day > days || (month === 2 && day === 29 && !isLeap(year))) return undefined;
  return { form, year, month, day };
}

/** Days since 1970-01-01. @see Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil */
export function dayNumber(date: { readonly year: number; readonly month: number; readonly day: number }): number {
  const year = date.month <= 2 ? date.year - 1 : date.year;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5) + date.day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** The day of a day number. @see Howard Hinnant, "chrono-compatible low-level date algorithms", civil_from_days */
function civilDay(days: number): { readonly year: number; readonly month: number; readonly day: number } {
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

/** The date `steps` periods after a date, in its form. A month's 31st becomes the last day of a shorter month. */
export function laterDate(date: PeriodDate, period: PeriodUnit, steps: number): PeriodDate {
  if (date.form === 'index') return { ...date, index: date.index + steps };
  if (period === 'day' || period === 'week') {
    return { form: date.form, ...civilDay(dayNumber(date) + steps * (period === 'day' ? 1 : 7)) };
  }
  const months = date.year * 12 + date.month - 1 + steps * { month: 1, quarter: 3, year: 12 }[period];
  const [year, month] = [Math.floor(months / 12), (months % 12) + 1];
  const last = month === 2 && !isLeap(year) ? 28 : monthDays[month - 1]!;
  return { form: date.form, year, month, day: Math.min(date.day, last) };
}

/** The label that `readDate` reads back. */
export function dateLabel(date: PeriodDate): string {
  const two = (n: number) => String(n).padStart(2, '0');
  switch (date.form) {
    case 'index':
      return String(date.index);
    case 'iso':
      return `${String(date.year).padStart(4, '0')}-${two(date.month)}-${two(date.day)}`;
    case 'm/d/yyyy':
      return `${date.month}/${date.day}/${String(date.year).padStart(4, '0')}`;
    case 'month':
      return `${String(date.year).padStart(4, '0')}-${two(date.month)}`;
  }
}

/** Labels of the periods that lie between two dates; none where `b` follows `a`. Undefined where no whole number of
 *  periods does: ten days between weeks, dates of different forms or that do not rise.
 *  @param most more than so many are not looked for: undefined */
export function datesBetween(
  a: PeriodDate,
  b: PeriodDate,
  period: PeriodUnit,
  most: number,
): readonly string[] | undefined {
  const between: string[] = [];
  for (let last = a; between.length <= most; ) {
    if (follows(last, b, period)) return between;
    last = laterDate(a, period, between.length + 1);
    if (a.form !== b.form || compareDates(last, b) >= 0) return undefined;
    between.push(dateLabel(last));
  }
  return undefined;
}

/** Orders two dates of one form: negative when `a` is earlier. */
export function compareDates(a: PeriodDate, b: PeriodDate): number {
  if (a.form === 'index' || b.form === 'index') return a.form === 'index' && b.form === 'index' ? a.index - b.index : 0;
  return dayNumber(a) - dayNumber(b);
}

/** Is `b` the period after `a`? Months, quarters and years count calendar months, so their days may differ. */
export function follows(a: PeriodDate, b: PeriodDate, period: PeriodUnit): boolean {
  if (a.form === 'index' || b.form === 'index') return compareDates(a, b) === -1;
  if (period === 'day') return dayNumber(b) - dayNumber(a) === 1;
  if (period === 'week') return dayNumber(b) - dayNumber(a) === 7;
  const months = (b.year - a.year) * 12 + b.month - a.month;
  return months === { month: 1, quarter: 3, year: 12 }[period];
}

/** Calendar position of a date, in periods from the start of its year: the week of 8 January is 1, March is month 2.
 *  Weeks count whole sevens of days from 1 January. A whole-number label is its own position. */
export function calendarPosition(date: PeriodDate, period: PeriodUnit): number {
  if (date.form === 'index') return date.index;
  const dayOfYear = dayNumber(date) - dayNumber({ year: date.year, month: 1, day: 1 });
  const months = date.month - 1;
  return { day: dayOfYear, week: Math.floor(dayOfYear / 7), month: months, quarter: Math.floor(months / 3), year: 0 }[
    period
  ];
}
