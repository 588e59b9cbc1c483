import type { Dataset } from '../../../dataset/types.ts';
import { firstDifference, isAnswered, wordsOf } from '../answers.ts';
import { withParts } from '../change.ts';
import type { Law } from '../types.ts';

/** Whole years, so that what follows the calendar stays where it was. */
const years = (period: Dataset['period']) => 3 * { day: 364, week: 52, month: 12, quarter: 4, year: 1 }[period];

export const timeShift: Law = {
  name: 'time shift',
  about: 'the same data, whole years later, have the same answer',
  check: async ({ dataset, fit, tolerance }) => {
    const at = (firstPeriod: number) => fit(withParts(dataset, { dates: null, firstPeriod }));
    const now = await at(dataset.firstPeriod);
    const later = await at(dataset.firstPeriod + years(dataset.period));
    const unanswered = [now, later].find((estimate) => !isAnswered(estimate));
    if (!isAnswered(now) || !isAnswered(later)) return `three years later: ${wordsOf(unanswered!)}`;
    const off = firstDifference(now, later, 1, tolerance);
    return off && `three years later: ${off}`;
  },
};
