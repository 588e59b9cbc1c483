import type { Endpoint, EndpointMeasure } from '../../../compare/types.ts';
import { shownMargin } from '../../comparison/numbers.ts';
import { outcomeOf } from '../../comparison/outcome.ts';
import { measureWords } from '../../comparison/words.ts';
import { reachOf } from '../../figures/shared/reach.ts';

/** Endpoints of one measure, which share an axis. */
export type ForestPanel = {
  readonly title: string;
  readonly unit: string;
  readonly endpoints: readonly Endpoint[];
  readonly domain: readonly [number, number];
  /** of the change where nothing is */
  readonly none: number;
  /** changes within the margin; beyond the axis where only one side is limited */
  readonly zone: readonly [number, number];
};

/** Axes reach beyond the margin by this share of it at least: a matter of looks. */
const AIR = 1.35;

/** One panel a measure and level, those with the worst outcome first; endpoints keep their order.
 *  @param most endpoints of a panel */
export function forestPanels(
  endpoints: readonly Endpoint[],
  most: number,
): { readonly panels: readonly ForestPanel[]; readonly left: number } {
  const groups = new Map<string, Endpoint[]>();
  for (const endpoint of endpoints) {
    if (endpoint.change === null) continue;
    const key = measureWords(endpoint);
    groups.set(key, [...(groups.get(key) ?? []), endpoint]);
  }
  const all = [...groups.values()];
  const rank = ([first]: readonly Endpoint[]) => ['worse', 'open', 'better', 'same'].indexOf(outcomeOf(first!));
  const left = all.reduce((sum, group) => sum + Math.max(0, group.length - most), 0);
  const panels = [...all].sort((a, b) => rank(a) - rank(b)).map((group) => panelOf(group.slice(0, most)));
  return { panels, left };
}

function panelOf(endpoints: readonly Endpoint[]): ForestPanel {
  const [first] = endpoints;
  const { measure, margin } = first!;
  const none = measure === 'rmse_ratio' ? 1 : 0;
  const limit = measure === 'rmse_ratio' ? margin - 1 : margin;
  const ends = endpoints.flatMap(({ change, lower, upper }) => [
    change! - none,
    (lower ?? change!) - none,
    (upper ?? change!) - none,
  ]);
  const reach = Math.max(
    limit * AIR,
    reachOf(
      endpoints.map(({ change }) => change! - none),
      ends,
    ),
  );
  const low = Math.max(-reach, Math.min(-limit * AIR, ...ends));
  const high = Math.min(reach, Math.max(limit * AIR, ...ends));
  const sides: Readonly<Record<EndpointMeasure, readonly [number, number]>> = {
    bias: [-limit, limit],
    rmse_ratio: [low, limit],
    coverage: [-limit, high],
    failures: [low, limit],
  };
  const [from, to] = sides[measure];
  const name = measureWords(first!);
  return {
    title: `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`,
    unit: unitOf(first!),
    ...{ endpoints, none, domain: [none + low, none + high], zone: [none + from, none + to] },
  };
}

function unitOf({ measure, margin }: Endpoint): string {
  const limit = shownMargin({ measure, margin });
  const size = limit.replace(/^[±+−]/, '');
  return {
    bias: `change in percent of the mean truth; shaded: within ${limit}`,
    rmse_ratio: `candidate / baseline; shaded: at most ${limit}`,
    coverage: `change in percent points; shaded: at most ${size} lower`,
    failures: `change in percent points; shaded: at most ${size} more`,
  }[measure];
}
