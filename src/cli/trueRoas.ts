import { mean, sd } from '../core/stats.ts';
import type { EstimandKind } from '../dataset/estimand.ts';
import type { World } from '../scenario/world.ts';
import { compileWorld, simulate } from '../simulate/simulate.ts';

export type TrueRoas = {
  readonly channel: string;
  readonly estimand: EstimandKind;
  /** null where no dataset has one: a channel without spend */
  readonly mean: number | null;
  readonly sd: number | null;
};

const requests = (['roas.total', 'roas.direct', 'roas.mediated', 'mroas.total'] as const).map((kind) => ({ kind }));

/** Truth varies between datasets, for spend is random: mean and sd over some of them. */
export function trueRoas(
  world: World,
  { periods, seed, datasets }: { readonly periods: number; readonly seed: number; readonly datasets: number },
): readonly TrueRoas[] {
  const model = compileWorld(world);
  const truths = Array.from(
    { length: datasets },
    (_, replicate) => simulate(model, { seed, replicate, periods, requests }).truth,
  );
  return truths[0]!.effects.map(({ estimand: { channel, kind } }, i) => {
    const values = truths.flatMap(({ effects }) => effects[i]!.value ?? []);
    return {
      channel,
      estimand: kind,
      mean: values.length === 0 ? null : mean(values),
      sd: values.length < 2 ? null : sd(values),
    };
  });
}
