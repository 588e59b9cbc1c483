/** The questions: which ROAS, over which window, with which tail. @see statistics.md §1 */
export const estimandKinds = [
  'roas.total',
  'roas.direct',
  'roas.mediated',
  'roas.blended',
  'roas.net',
  'mroas.total',
  'mroas.direct',
  'contribution',
  'contribution.direct',
  'roas.attributed',
] as const;

export type EstimandKind = (typeof estimandKinds)[number];

/** As asked in a study or a fit file; what is left out takes its default. */
export type EstimandRequest = {
  readonly kind: EstimandKind;
  /** first and last period of the change window, 0-based, inclusive; default: the whole estimation window */
  readonly window?: readonly [first: number, last: number];
  /** extra periods counted after the window; default: the longest carryover path of the channel */
  readonly tail?: number;
  /** mediators held in a direct effect; default all */
  readonly held?: readonly string[];
};

/** Resolved for one channel: the name of the number in every output. */
export type Estimand = {
  readonly channel: string;
  readonly kind: EstimandKind;
  readonly window: readonly [first: number, last: number];
  readonly tail: number;
  /** the held set, sorted, for direct and mediated effects */
  readonly held?: readonly string[];
};

/** Canonical key of an estimand without its channel: `roas.total[0..103+12]`, `roas.direct[0..103+12|google]`. */
export function estimandKey(estimand: Omit<Estimand, 'channel'>): string {
  const held = estimand.held === undefined || estimand.held.length === 0 ? '' : `|${estimand.held.join(',')}`;
  return `${estimand.kind}[${estimand.window[0]}..${estimand.window[1]}+${estimand.tail}${held}]`;
}

/** The request that a key states: `roas.total`, `roas.total[0..103+12]`, `roas.direct[0..103+12|google]`; undefined for
 *  anything else. A bare kind leaves window and tail open. */
export function parseEstimandKey(text: string): EstimandRequest | undefined {
  const [, kind, first, last, tail, held] = /^([\w.]+)(?:\[(\d+)\.\.(\d+)\+(\d+)(?:\|(.+))?\])?$/.exec(text) ?? [];
  if (!(estimandKinds as readonly (string | undefined)[]).includes(kind)) return undefined;
  const known = kind as EstimandKind;
  if (first === undefined) return { kind: known };
  const window = [Number(first), Number(last)] as const;
  const request = { kind: known, window, tail: Number(tail) };
  return held === undefined ? request : { ...request, held: held.split(',').sort() };
}
