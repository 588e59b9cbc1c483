import { defaultMargins, type Margins } from '../experiment/study/margins.ts';
import { oneLook } from './boundary.ts';
import type { Column } from './contrast.ts';
import type { Rules } from './endpoints/probe.ts';

/** Values of consecutive replicates, from the place `first` on. */
export const column = (values: readonly number[], first = 0): Column => ({
  at: values.map((_, i) => first + i),
  values: Float64Array.from(values),
});

/** A value so many times. */
export const times = (n: number, value: number): number[] => new Array<number>(n).fill(value);

/** Paired, one look, as analyzed, with the default margins, where nothing else is asked for. */
export const rulesOf = (margins: Partial<Margins> = {}, others: Partial<Rules> = {}): Rules => ({
  ...{ boundary: oneLook, paired: true, policy: 'as-analyzed' },
  ...others,
  margins: { ...defaultMargins, ...margins },
});
