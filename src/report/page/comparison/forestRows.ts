import type { Endpoint } from '../../../compare/types.ts';
import { shownBounds, shownChange, shownMargin, shownValue } from '../../comparison/numbers.ts';
import { outcomeOf, outcomeWords } from '../../comparison/outcome.ts';
import { placeOf } from '../../comparison/place.ts';
import { measureName } from '../../comparison/words.ts';
import { estimandName } from '../../data/estimandName.ts';
import type { Surroundings } from '../../figures/figure.ts';
import { clamp } from '../../figures/shared/scatter.ts';
import type { ForestPanel } from './panels.ts';

/** Arm and place; the estimand only where there are several kinds. */
export type Label = (endpoint: Endpoint) => string;

export function labelsOf(endpoints: readonly Endpoint[]): Label {
  const kinds = new Set(endpoints.map(({ estimand }) => (estimand === '*' ? estimand : estimandName(estimand))));
  kinds.delete('*');
  const short = kinds.size < 2 ? { estimand: '*' } : {};
  return (endpoint) => [endpoint.arm, placeOf({ ...endpoint, ...short })].filter((text) => text !== '').join(' · ');
}

/** An endpoint, and how it is drawn. */
export type Row = ReturnType<typeof rowOf>;

/** Where an endpoint is drawn; what the axis does not reach stands at its end as an arrowhead. */
export function rowOf(
  endpoint: Endpoint,
  label: string,
  y: number,
  { domain: [low, high] }: ForestPanel,
  { color, symbol }: Surroundings,
) {
  const change = endpoint.change!;
  const outcome = outcomeOf(endpoint);
  const [lower, upper] = [endpoint.lower ?? change, endpoint.upper ?? change];
  return {
    ...{ endpoint, label, outcome, y, column: 0, line: 0, color: color(outcome), symbol: symbol(outcome) },
    ...{ at: clamp(change, low, high), lower: clamp(lower, low, high), upper: clamp(upper, low, high) },
    ...{ cutLower: lower < low, cutUpper: upper > high },
  };
}

export const valuesOf = ({ endpoint }: Row): string =>
  `${shownValue(endpoint, 'baseline')} → ${shownValue(endpoint, 'candidate')}`;

export function countsOf({ endpoint: { n, needs } }: Row): string {
  const own = n.toLocaleString('en-US');
  return needs === null ? own : `${own} (≈ ${needs.toLocaleString('en-US')})`;
}

/** What hovering tells. */
export function tipOf({ endpoint, label, outcome }: Row): string {
  const { n, needs, remark } = endpoint;
  const counts = `n = ${n.toLocaleString('en-US')}${needs === null ? '' : `, about ${needs.toLocaleString('en-US')} needed`}`;
  return [
    label,
    `${measureName(endpoint)}: ${outcomeWords[outcome]}`,
    `${shownValue(endpoint, 'baseline')} → ${shownValue(endpoint, 'candidate')}`,
    `change ${shownChange(endpoint)}, ${shownBounds(endpoint)}`,
    `margin ${shownMargin(endpoint)}; ${counts}`,
    ...(remark === undefined ? [] : [remark]),
  ].join('\n');
}
