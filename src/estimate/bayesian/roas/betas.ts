import { placesOf } from '../channelTerms.ts';
import { countedTotals } from '../kernel/countedTotals.ts';
import { newWorkspace } from '../kernel/workspace.ts';
import type { MmmModel } from '../model.ts';
import type { PosteriorModel } from '../posteriorModel.ts';
import { roasTerm } from './roasTerm.ts';

/** β of each channel on the scaled data at a point, whether it is a parameter or follows from a ROAS. */
export function betasAt(model: MmmModel): (at: Float64Array) => readonly number[] {
  const { channels, history, layout, y } = model;
  const places = placesOf(layout);
  const counts = channels.map(({ counted }) => counted);
  if (counts.every((count) => count === undefined)) return (at) => places.map(({ beta }) => at[beta]!);
  if (counts.every((count) => count !== undefined)) {
    const workspace = newWorkspace();
    const counted = countedTotals(workspace, channels, counts, history, y.length, places);
    if (counted !== null) {
      const totals = new Float64Array(channels.length);
      return (at) => {
        const memory = workspace.memory();
        counted.respond(memory, at);
        counted.totals(memory, totals);
        return places.map(({ beta }, m) => (at[beta]! * counts[m]!.spend) / totals[m]!);
      };
    }
  }
  return eachBeta(model);
}

function eachBeta({ channels, history, layout, y }: MmmModel): (at: Float64Array) => readonly number[] {
  const unused = new Float64Array(y.length);
  const each = placesOf(layout).map((places, m) => {
    const channel = channels[m]!;
    if (channel.counted === undefined) return (at: Float64Array): number => at[places.beta]!;
    const term = roasTerm(channel, channel.counted, history, y.length, places);
    return (at: Float64Array): number => {
      term.forward(at, unused);
      return term.beta();
    };
  });
  return (at) => each.map((beta) => beta(at));
}

/** The βs that are no parameters, for the report. */
export function derivedBetas(model: MmmModel): NonNullable<PosteriorModel['derived']> {
  const places = model.channels.flatMap(({ counted }, m) => (counted === undefined ? [] : [m]));
  const betas = betasAt(model);
  return {
    names: places.map((m) => `beta[${model.channels[m]!.name}]`),
    values: (at) => {
      const all = betas(at);
      return places.map((m) => all[m]!);
    },
  };
}
