import {
  type AdjustmentSet,
  adjustmentFor,
  badControls,
  type ControlVerdict,
  type Identification,
  identify,
  type RegressionControls,
} from '../causal/graph.ts';
import { type CausalReading, causalReading } from './causalGraph.ts';
import { actingOf, exposureOf, mediatorsOf } from './graph.ts';
import type { World } from './world.ts';

/** What can be learned about a channel from what is observed. */
export type ChannelIdentification = {
  readonly channel: string;
  readonly total: Identification;
  /** null where nothing lies between channel and outcome: direct is then total */
  readonly direct: Identification | null;
  /** what adjusting for each observed variable would do to the total effect */
  readonly controls: readonly ControlVerdict[];
};

export type WorldIdentification = {
  readonly reading: CausalReading;
  readonly channels: readonly ChannelIdentification[];
  /** what a regression on all channels at once should hold besides; on what they buy, where the data have it */
  readonly regression: Omit<RegressionControls, 'alone'>;
};

/** The graph's verdicts on every channel of a world. */
export function identifyWorld(world: World): WorldIdentification {
  const reading = causalReading(world);
  const { graph, outcome, observed, channels } = reading;
  const acting = channels.map((channel) => actingOf(world, channel));
  const named = (names: readonly string[]) => channels.filter((_, i) => names.includes(acting[i]!));
  const { basis, controls, direct, total } = adjustmentFor(
    graph,
    outcome,
    acting,
    observed.filter((name) => !channels.includes(name)),
  );
  return {
    reading,
    channels: channels.map((channel) => {
      const mediators = mediatorsOf(world, channel);
      const total = identify({ graph, outcome, channel, observed, kind: 'total' });
      return {
        channel,
        total: spoken(reading, total),
        direct: mediators.length === 0 ? null : identifyEffect(reading, channel, mediators),
        // what its own spend buys is the channel at work, which nobody adjusts for
        controls: badControls(graph, channel, outcome, observed, setsOf(total)).filter(
          ({ name }) => name !== exposureOf(world, channel),
        ),
      };
    }),
    regression: { basis, controls: withoutDates(reading, controls), direct: named(direct), total: named(total) },
  };
}

/** One effect of a channel.
 *  @param held left out: the total effect. What the channel's spend buys is the channel at work and not to be among them */
export function identifyEffect(reading: CausalReading, channel: string, held?: readonly string[]): Identification {
  const { graph, outcome, observed } = reading;
  const kind = held === undefined ? 'total' : 'direct';
  return spoken(
    reading,
    identify({ graph, outcome, channel, observed, kind, ...(held === undefined ? {} : { held }) }),
  );
}

/** The sets that adjust for a total effect; undefined where nobody looked for any. */
function setsOf(total: Identification): readonly AdjustmentSet[] | undefined {
  if (total.by === 'no-path') return undefined;
  return total.by === 'adjustment' ? total.sets : [];
}

/** A verdict as one says it. */
function spoken(reading: CausalReading, found: Identification): Identification {
  const dateless = (set: AdjustmentSet) => withoutDates(reading, set);
  if (found.by === 'adjustment' || found.by === 'direct') return { ...found, sets: found.sets.map(dateless) };
  return found.by === 'instrument' ? { ...found, given: dateless(found.given) } : found;
}

/** Who knows the date knows it of every period: lags of the calendar go without saying. */
function withoutDates({ calendar }: CausalReading, set: AdjustmentSet): AdjustmentSet {
  const known = new Set(calendar.map(({ name }) => name));
  return set.map((control) => (known.has(control.name) ? { ...control, lags: [0], wholePast: false } : control));
}
