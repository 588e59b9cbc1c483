import type { Law } from './law.ts';

/** A number of a world that is drawn once a replicate. */
export type DrawnParameter = {
  /** in the scenario file, which names its stream: `nodes.revenue.responses.tv.effect` */
  readonly path: string;
  /** where it stands in the world, which holds the law's center there: `['nodes', 3, 'terms', 0, 'effect']` */
  readonly at: readonly Place[];
  readonly law: Law;
};

export type Place = readonly (string | number)[];
