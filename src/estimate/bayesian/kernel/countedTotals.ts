import type { ModelChannel } from '../model.ts';
import type { CountedReturn } from '../roas/countedReturn.ts';
import { type CurvePlaces, haveLoops, type Responses, responses } from './responses.ts';
import type { Workspace } from './workspace.ts';

/** G of every channel at once: the responses that a return counts, less what is left of them without spend in W.
 *  @see CountedReturn */
export type CountedTotals = {
  /** the window and what is counted after it */
  readonly curves: Responses;
  /** periods of `curves` */
  readonly span: number;
  readonly respond: (memory: Float64Array, theta: Float64Array) => void;
  /** G_m into out[m], at the last `respond` */
  readonly totals: (memory: Float64Array, out: Float64Array) => void;
  /** ∂G_m/∂p_j into out[m·stride + j], `stride` that of `curves` */
  readonly collect: (memory: Float64Array, out: Float64Array) => void;
};

/** Null where curves differ, one has no loop, or returns are counted over different periods.
 *  @param counts by channel
 *  @param history periods of exposure before the window
 *  @param T periods of the window
 *  @param workspace of what this is a part of */
export function countedTotals(
  workspace: Workspace,
  channels: readonly ModelChannel[],
  counts: readonly CountedReturn[],
  history: number,
  T: number,
  places: readonly CurvePlaces[],
): CountedTotals | null {
  if (channels.length === 0 || !haveLoops(channels) || !alike(counts)) return null;
  const { first, last, after } = counts[0]!;
  const span = T + after.length;
  const exposure = channels.map(({ spend }, m) => Float64Array.from([...spend, ...counts[m]!.after]));
  const curves = responses(workspace, channels, exposure, history, span, places);
  const counted = workspace.reserve(span);
  const rest = counts.find((count) => count.rest !== null)?.rest ?? null;
  const periods = rest?.periods ?? 0;
  const carried = counts.map((count) => count.rest?.exposure ?? new Float64Array(0));
  const left = rest === null ? null : responses(workspace, channels, carried, rest.history, periods, places);
  const ones = workspace.reserve(periods);
  workspace.onLoad((memory) => {
    memory.fill(1, counted + first, counted + last + 1);
    memory.fill(1, ones, ones + periods);
  });
  const leftTotals = new Float64Array(channels.length);
  const leftSlopes = new Float64Array(channels.length * curves.stride);
  return {
    curves,
    span,
    respond: (memory, theta) => {
      curves.respond(memory, theta);
      left?.respond(memory, theta);
    },
    totals: (memory, out) => {
      curves.total(memory, counted, out);
      if (left === null) return;
      left.total(memory, ones, leftTotals);
      for (let m = 0; m < leftTotals.length; m++) out[m]! -= leftTotals[m]!;
    },
    collect: (memory, out) => {
      curves.collect(memory, counted, out);
      if (left === null) return;
      left.collect(memory, ones, leftSlopes);
      for (let j = 0; j < leftSlopes.length; j++) out[j]! -= leftSlopes[j]!;
    },
  };
}

/** Are returns counted over the same periods, with what is left of the same shape? */
function alike(counts: readonly CountedReturn[]): boolean {
  const [one] = counts;
  const shape = counts.find(({ rest }) => rest !== null)?.rest;
  return counts.every(
    ({ first, last, after, rest }) =>
      first === one!.first &&
      last === one!.last &&
      after.length === one!.after.length &&
      (rest === null || (rest.history === shape!.history && rest.periods === shape!.periods)),
  );
}
