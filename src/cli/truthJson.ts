import { estimandKey } from '../dataset/estimand.ts';
import type { Truth } from '../simulate/truth.ts';

/** A truth as plain JSON, snake_case as all files are. */
export function truthJson(truth: Truth): {
  readonly effects: readonly unknown[];
  readonly tails: Truth['tails'];
  readonly parameters: Truth['parameters'];
  readonly geos?: NonNullable<Truth['geos']>;
} {
  return {
    effects: truth.effects.map(({ estimand, value, note, perPeriod, perGeo }) => ({
      channel: estimand.channel,
      estimand: estimandKey(estimand),
      kind: estimand.kind,
      window: estimand.window,
      tail: estimand.tail,
      ...(estimand.held === undefined ? {} : { held: estimand.held }),
      value,
      ...(note === undefined ? {} : { note }),
      ...(perGeo === undefined ? {} : { per_geo: perGeo }),
      ...(perPeriod === undefined ? {} : { per_period: Array.from(perPeriod) }),
    })),
    tails: truth.tails,
    parameters: truth.parameters,
    ...(truth.geos === undefined ? {} : { geos: truth.geos }),
  };
}
