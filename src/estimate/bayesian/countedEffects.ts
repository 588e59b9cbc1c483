import { sum } from '../../core/stats.ts';
import type { Estimand } from '../../dataset/estimand.ts';
import type { Dataset } from '../../dataset/types.ts';
import { placesOf } from './channelTerms.ts';
import { type CountedTotals, countedTotals } from './kernel/countedTotals.ts';
import { newWorkspace } from './kernel/workspace.ts';
import type { Prepared } from './prepare.ts';
import { countedReturn } from './roas/countedReturn.ts';

/** One estimand at a point, once `respond` has been at that point: β in, outcome units out. */
type Counted = { readonly group: number; readonly channel: number; readonly perUnit: number };

/** Effects that count responses, by the kernel: those of switching a channel off in a change window. */
export type CountedEffects = {
  /** is this one of them? */
  readonly covers: (estimand: number) => boolean;
  readonly respond: (theta: Float64Array) => void;
  /** effect of the estimand of that number at a channel's β on the scaled data */
  readonly effect: (estimand: number, betas: ArrayLike<number>) => number;
};

const returns: readonly string[] = ['roas.total', 'roas.direct', 'roas.attributed'];
const amounts: readonly string[] = ['contribution', 'contribution.direct'];

/** Thousands of draws are asked for their effects: one pass of the kernel a draw serves all channels of a window and tail.
 *  Equal to `channelResponse` on the same curves but for rounding: that is the specification. */
export function countedEffects(dataset: Dataset, prepared: Prepared, estimands: readonly Estimand[]): CountedEffects {
  const { model, channels, outcomeScale } = prepared;
  const workspace = newWorkspace();
  const groups: CountedTotals[] = [];
  const places = new Map<string, number | null>();

  /** one for each window, tail and way of counting; null where the kernel cannot */
  const groupOf = (estimand: Estimand): number | null => {
    const { kind, window, tail } = estimand;
    const key = [kind === 'roas.attributed', ...window, tail].join();
    const known = places.get(key);
    if (known !== undefined) return known;
    const counts = channels.map((channel, m) =>
      countedReturn(dataset, channel, model.channels[m]!.maxLag, estimand, outcomeScale),
    );
    const totals = countedTotals(
      workspace,
      model.channels,
      counts,
      model.history,
      model.y.length,
      placesOf(model.layout),
    );
    const place = totals === null ? null : groups.push(totals) - 1;
    places.set(key, place);
    return place;
  };

  const counted = estimands.map((estimand): Counted | null => {
    const {
      kind,
      window: [first, last],
      tail,
    } = estimand;
    const channel = channels.findIndex(({ name }) => name === estimand.channel);
    if (channel < 0 || (!returns.includes(kind) && !amounts.includes(kind))) return null;
    if (first < 0 || last >= dataset.periods || first > last || tail < 0) return null;
    const spend = sum(channels[channel]!.spend.window.subarray(first, last + 1));
    if (returns.includes(kind) && !(spend > 0)) return null;
    const group = groupOf(estimand);
    return group === null ? null : { group, channel, perUnit: outcomeScale / (returns.includes(kind) ? spend : 1) };
  });
  const totals = groups.map(() => new Float64Array(channels.length));

  return {
    covers: (e) => counted[e] !== null,
    respond: (theta) => {
      const memory = workspace.memory();
      for (let g = 0; g < groups.length; g++) {
        groups[g]!.respond(memory, theta);
        groups[g]!.totals(memory, totals[g]!);
      }
    },
    effect: (e, betas) => {
      const { group, channel, perUnit } = counted[e]!;
      return betas[channel]! * totals[group]![channel]! * perUnit;
    },
  };
}
