import { firstDifference, isAnswered, wordsOf } from '../answers.ts';
import { withParts } from '../change.ts';
import type { Law } from '../types.ts';

export const constantColumn: Law = {
  name: 'duplicated constant column',
  about: 'a constant control, there twice, leaves the answer as it is, or is refused',
  check: async ({ dataset, plain, fit, tolerance }) => {
    const ones = (name: string) => ({ name, values: new Float64Array(dataset.outcome.values.length).fill(1) });
    const wider = await fit(
      withParts(dataset, { controls: [...dataset.controls, ones('constant'), ones('constant_again')] }),
    );
    if (wider.status === 'refused') return undefined;
    if (!isAnswered(wider))
      return `two controls of ones: ${wordsOf(wider)}, where only ok, nonconverged or refused will do`;
    const off = firstDifference(plain, wider, 1, tolerance);
    return off && `two controls of ones: ${off}`;
  },
};
