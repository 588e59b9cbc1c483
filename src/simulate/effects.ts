import type { Estimand, EstimandKind } from '../dataset/estimand.ts';
import { bothOrders, whyNotAdditive } from './additivity.ts';
import { type Amounts, inAll, isContribution, marginalStep } from './amounts.ts';
import { attributed } from './attributed.ts';
import { feedbackNote, givenNoiseNote, orderNote } from './notes.ts';
import type { Panel } from './panel.ts';
import { makeReplays, type Replays, type Scaling, type Setting } from './scaled.ts';
import { difference, sumOver, weightedSum } from './series.ts';
import type { TrueEffect } from './truth.ts';

/** The estimands' true values on one draw, in their order: differences of replays on the same noise, so that no Monte
 *  Carlo error enters. Where there are geos, gains and spends are summed over them, population times per head.
 *  @see statistics.md §1 */
export function trueEffects(panel: Panel, estimands: readonly Estimand[]): readonly TrueEffect[] {
  const replays = panel.settings.map(makeReplays);
  return estimands.map((estimand) =>
    estimand.kind === 'roas.attributed'
      ? attributedEffect(panel, estimand)
      : replayedEffect(panel, replays, estimand, estimand.kind),
  );
}

/** Loops in place of maps: studies ask for many effects of many datasets, and most have one geo. */
function replayedEffect(
  { model, axis, geos, settings }: Panel,
  replays: readonly Replays[],
  estimand: Estimand,
  kind: ReplayedKind,
): TrueEffect {
  const { window, held = [] } = estimand;
  const channel = model.indexOf.get(estimand.channel)!;
  const from = axis.start + window[0];
  const after = axis.start + window[1] + 1;
  const to = after + estimand.tail;
  const off: Scaling = { channel, factor: 0, window, held };
  const induces = kind === 'roas.net' || kind === 'roas.blended';
  const amounts: Amounts[] = [];
  const changes: Float64Array[] = [];
  let givenNoise: string | null = null;
  for (let g = 0; g < settings.length; g++) {
    const compared = comparedOutcomes(settings[g]!, replays[g]!, off, kind);
    const change = difference(compared[0], compared[1], from);
    amounts.push({
      gain: sumOver(change, from, to),
      spend: sumOver(settings[g]!.factual.values[channel]!, from, after),
      induced: induces ? sumOver(replays[g]!.scaled(off).induced, from, to) : 0,
    });
    changes.push(change);
    givenNoise ??= givenNoiseNote(model, compared, from, to);
  }
  const answer = inAll(estimand, amounts, geos, model.world.geos !== undefined);
  if (answer.note !== undefined) return answer;
  const change = weightedSum(changes, geos);
  const reason = whyNotAdditive(model, channel, held);
  const orders = kind === 'contribution' || kind === 'roas.total';
  const both = orders && reason !== null ? bothOrders(replays, off, settings, geos, from, to) : null;
  const additivity = reason === null ? null : `not additive: ${reason}${both === null ? '' : `; ${both}`}`;
  const notes = [
    feedbackNote(model, off, change, to),
    estimand.held === undefined ? null : orderNote(replays, off, settings, geos, from, to),
    additivity,
    givenNoise,
  ].filter((note) => note !== null);
  const noted = notes.length === 0 ? answer : { ...answer, note: notes.join('; ') };
  return isContribution(kind) ? { ...noted, perPeriod: change.slice(from, to) } : noted;
}

type ReplayedKind = Exclude<EstimandKind, 'roas.attributed'>;

function attributedEffect({ model, axis, geos, settings }: Panel, estimand: Estimand): TrueEffect {
  const channel = model.indexOf.get(estimand.channel)!;
  const from = axis.start + estimand.window[0];
  const after = axis.start + estimand.window[1] + 1;
  const amounts = settings.map((setting): Amounts => {
    const spend = sumOver(setting.factual.values[channel]!, from, after);
    return { gain: attributed(setting, channel, from, after), spend, induced: 0 };
  });
  return inAll(estimand, amounts, geos, model.world.geos !== undefined);
}

/** The two outcomes whose difference an estimand is about. */
function comparedOutcomes(
  { model, factual }: Setting,
  { scaled }: Replays,
  off: Scaling,
  kind: ReplayedKind,
): readonly [Float64Array, Float64Array] {
  const outcome = factual.values[model.outcome]!;
  switch (kind) {
    case 'roas.mediated':
      return [scaled(off).outcome, scaled({ ...off, held: [] }).outcome];
    case 'mroas.total':
    case 'mroas.direct':
      return [scaled({ ...off, factor: 1 + marginalStep }).outcome, outcome];
    default:
      return [outcome, scaled(off).outcome];
  }
}
