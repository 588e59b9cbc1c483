import type { Effect } from '../../../estimate/contract.ts';
import { nameOf } from '../answers.ts';
import type { Bench, Law } from '../types.ts';

export const containsPoint: Law = {
  name: 'interval contains the point',
  about: 'the 95 % interval contains the point estimate',
  check: async ({ plain }) =>
    firstWrong(plain, (effect) => {
      const { lower, upper } = effect.intervals.at(-1)!;
      return lower <= effect.point && effect.point <= upper
        ? undefined
        : `${effect.point} is outside of its 95 % interval, ${lower} to ${upper}`;
    }),
};

export const nestedLevels: Law = {
  name: 'levels nested',
  about: 'an interval of a higher level contains that of a lower one',
  check: async ({ plain }) =>
    firstWrong(plain, ({ intervals }) => {
      const k = intervals.findIndex(({ lower, upper }, j) => {
        const inner = intervals[j - 1];
        return inner !== undefined && !(lower <= inner.lower && inner.upper <= upper);
      });
      if (k === -1) return undefined;
      const [inner, outer] = [intervals[k - 1]!, intervals[k]!];
      return `the ${outer.level} interval, ${outer.lower} to ${outer.upper}, does not contain that of ${inner.level}, ${inner.lower} to ${inner.upper}`;
    }),
};

function firstWrong({ effects }: Bench['plain'], wrong: (effect: Effect) => string | undefined): string | undefined {
  for (const effect of effects) {
    const found = effect === null ? undefined : wrong(effect);
    if (found !== undefined) return `${nameOf(effect!)}: ${found}`;
  }
  return undefined;
}
