import type { Estimand } from '../dataset/estimand.ts';
import { feedbackNote, givenNoiseNote, orderNote } from './notes.ts';
import { makeReplays, type Replays, type Scaling, type Setting } from './scaled.ts';
import { difference, sumOver } from './series.ts';
import type { TrueEffect } from './truth.ts';

/** The step of marginal ROAS: 1 % more spend. @see statistics.md §1 */
const step = 0.01;

/** The estimands' true values on one draw, in their order: differences of replays on the same noise, so that no Monte
 *  Carlo error enters. @see statistics.md §1 */
export function trueEffects(setting: Setting, estimands: readonly Estimand[]): readonly TrueEffect[] {
  const replays = makeReplays(setting);
  return estimands.map((estimand) => trueEffect(setting, replays, estimand));
}

function trueEffect(setting: Setting, replays: Replays, estimand: Estimand): TrueEffect {
  const { model, axis, factual } = setting;
  const { kind, window, held = [] } = estimand;
  const channel = model.indexOf.get(estimand.channel)!;
  const from = axis.start + window[0];
  const after = axis.start + window[1] + 1;
  const spend = sumOver(factual.values[channel]!, from, after);
  const isContribution = kind === 'contribution' || kind === 'contribution.direct';
  if (!(spend > 0) && !isContribution) return { estimand, value: null, note: `no spend in the window (${spend})` };
  if (kind === 'roas.attributed') return { estimand, value: attributed(setting, channel, from, after) / spend };

  const to = after + estimand.tail;
  const off: Scaling = { channel, factor: 0, window, held };
  const [upper, lower] = compared(setting, replays, off, kind);
  const change = difference(upper, lower, from);
  const gain = sumOver(change, from, to);
  const induced = () => sumOver(replays.scaled(off).induced, from, to);
  const notes = [
    feedbackNote(model, off, change, to),
    estimand.held === undefined ? null : orderNote(replays, off, factual.values[model.outcome]!, from, to),
    givenNoiseNote(model, [upper, lower], from, to),
  ].filter((note) => note !== null);
  const answer = (value: number): TrueEffect => {
    if (!Number.isFinite(value)) return { estimand, value: null, note: `${value}: a replay left the range of numbers` };
    return { estimand, value, ...(notes.length === 0 ? {} : { note: notes.join('; ') }) };
  };

  switch (kind) {
    case 'contribution':
    case 'contribution.direct':
      return { ...answer(gain), perPeriod: change.slice(from, to) };
    case 'roas.total':
    case 'roas.direct':
    case 'roas.mediated':
      return answer(gain / spend);
    case 'mroas.total':
    case 'mroas.direct':
      return answer(gain / (step * spend));
    case 'roas.net':
      return answer((gain - induced()) / spend);
    case 'roas.blended': {
      const paid = spend + induced();
      return paid > 0 ? answer(gain / paid) : { estimand, value: null, note: `own and induced spend sum to ${paid}` };
    }
  }
}

/** The two outcomes whose difference an estimand is about. */
function compared(
  { model, factual }: Setting,
  { scaled }: Replays,
  off: Scaling,
  kind: Exclude<Estimand['kind'], 'roas.attributed'>,
): readonly [Float64Array, Float64Array] {
  const outcome = factual.values[model.outcome]!;
  switch (kind) {
    case 'roas.mediated':
      return [scaled(off).outcome, scaled({ ...off, held: [] }).outcome];
    case 'mroas.total':
    case 'mroas.direct':
      return [scaled({ ...off, factor: 1 + step }).outcome, outcome];
    default:
      return [outcome, scaled(off).outcome];
  }
}

/** Σ_W β·f(adstocked spend), times the outcome's scale: carry-in counted, carry-out not. */
function attributed({ model, exogenous, factual }: Setting, channel: number, from: number, to: number): number {
  const scale = exogenous.scale[model.outcome]!;
  let total = 0;
  for (const [k, term] of model.nodes[model.outcome]!.terms.entries()) {
    if (term.from !== channel) continue;
    const series = factual.terms[model.outcome]![k]!;
    for (let t = from; t < to; t++) total += series[t]! * (scale === null ? 1 : scale[t]!);
  }
  return total;
}
