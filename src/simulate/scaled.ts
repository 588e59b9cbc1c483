import type { Axis } from './axis.ts';
import type { CompiledWorld } from './compile.ts';
import type { Exogenous } from './exogenous.ts';
import { makeWorkspace, replay } from './replay.ts';
import type { Route } from './route.ts';
import type { Solution } from './solve.ts';

/** What the truth is read from: one world, one draw. */
export type Setting = {
  readonly model: CompiledWorld;
  readonly axis: Axis;
  readonly exogenous: Exogenous;
  readonly factual: Solution;
};

/** A channel's spend multiplied by `factor` over a window, and who is held. */
export type Scaling = {
  readonly channel: number;
  readonly factor: number;
  /** first and last period, counted from the estimation window's first */
  readonly window: readonly [first: number, last: number];
  /** names of nodes held at their factual values */
  readonly held: readonly string[];
};

/** Series over the axis, right from the change window's first period on. */
export type Counterfactual = {
  readonly outcome: Float64Array;
  /** factual minus counterfactual spend, summed over the other channels (never over the scaled one, which does not respond) */
  readonly induced: Float64Array;
};

export type Replays = {
  readonly scaled: (scaling: Scaling) => Counterfactual;
  /** The outcome with the channel factual and the held nodes as they are when it is scaled: the split's other order.
   *  Null where the order cannot matter. */
  readonly reversed: (scaling: Scaling) => Float64Array | null;
  /** The outcome with these channels at 0 over a window, right from its first period on. */
  readonly without: (channels: readonly number[], window: Scaling['window']) => Float64Array;
};

/** Replays of one dataset. Each is done once, whatever the number of estimands that need it. */
export function makeReplays({ model, axis, exogenous, factual }: Setting): Replays {
  const workspace = makeWorkspace(model, axis);
  const run = (route: Route, set: ReadonlyMap<number, Float64Array>, from: number) =>
    replay(model, axis, exogenous, factual, route, set, from, workspace);

  const scale = ({ channel, factor, window, held }: Scaling) => {
    const from = axis.start + window[0];
    const spend = factual.values[channel]!.slice(from, axis.start + window[1] + 1);
    for (let i = 0; i < spend.length; i++) spend[i] = factor * spend[i]!;
    return run(model.route(channel, held), new Map([[channel, spend]]), from);
  };

  const known = new Map<string, Counterfactual>();
  const scaled = (scaling: Scaling): Counterfactual => {
    const { channel, factor, window, held } = scaling;
    const route = model.route(channel, held);
    const key = `${route.key}*${factor}@${window[0]}-${window[1]}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const { values } = scale(scaling);
    const induced = new Float64Array(axis.length);
    for (const other of model.spends) {
      if (!route.responding.has(other)) continue;
      const [as, would] = [factual.values[other]!, values[other]!];
      for (let t = axis.start + window[0]; t < axis.length; t++) induced[t] = induced[t]! + (as[t]! - would[t]!);
    }
    const found = { outcome: values[model.outcome]!.slice(), induced };
    known.set(key, found);
    return found;
  };

  const reversed = (scaling: Scaling): Float64Array | null => {
    const reverse = model.reverse(scaling.channel, scaling.held);
    if (reverse === null) return null;
    const from = axis.start + scaling.window[0];
    const { values } = scale({ ...scaling, held: [] });
    const responses = new Map(reverse.set.map((node) => [node, values[node]!.slice(from)]));
    return run(reverse, responses, from).values[model.outcome]!.slice();
  };

  const bare = new Map<string, Float64Array>();
  const without = (channels: readonly number[], window: Scaling['window']): Float64Array => {
    const route = model.together(channels);
    const key = `${route.key}@${window[0]}-${window[1]}`;
    const before = bare.get(key);
    if (before !== undefined) return before;
    const nothing = new Float64Array(window[1] - window[0] + 1);
    const { values } = run(route, new Map(channels.map((channel) => [channel, nothing])), axis.start + window[0]);
    const found = values[model.outcome]!.slice();
    bare.set(key, found);
    return found;
  };

  return { scaled, reversed, without };
}
