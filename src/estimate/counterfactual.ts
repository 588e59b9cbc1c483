import type { Estimand } from '../dataset/estimand.ts';
import type { Channel } from '../dataset/types.ts';
import type { ChannelCurves } from '../media/types.ts';
import type { FitRequest } from './contract.ts';
import { type Question, questionOf } from './counterfactualQuestion.ts';
import { exposurePath, transformMedia } from './media.ts';
import { headSum, type PerHead } from './perHead.ts';

/** A fitted model as a function of media: predicted outcomes per head over a horizon, G·(T + tail) values, geo-major, the
 *  window's periods and then `tail` more. What is not media it holds as it is (`fixedColumnsOver`).
 *  @param media one array a channel, in the order of the channels: its transformed column over the horizon. Read only */
export type Predictor = (media: readonly Float64Array[]) => Float64Array;

/** Numbers under one predictor. */
export type CounterfactualAnswers = {
  /** one for each asked estimand, same order; null where the method has no answer */
  readonly effects: readonly (number | null)[];
  /** a curve a channel, a value a scale; empty where none were asked for */
  readonly curves: readonly Float64Array[];
};

/** Every question of a request as changed media columns, made once for all predictors (replicates, gradients). */
export type Counterfactuals = {
  /** names, as given */
  readonly channels: readonly string[];
  /** periods after the window that predictions must cover: the longest tail that is asked for */
  readonly tail: number;
  /** factual columns, channel by channel, G·(T + tail); `overWindow` gives those that a model is fitted to */
  readonly media: readonly Float64Array[];
  /** Answers are linear in the predictions: that of ∂prediction/∂θ, given as a predictor, is ∂answer/∂θ. */
  readonly answers: (predict: Predictor) => CounterfactualAnswers;
};

/** Effects of any model by prediction, with a channel's spend and with it changed in the change window, all else as it is;
 *  differences are summed over window and tail, heads and geos. Spend after the dataset's future periods is taken as 0.
 *  For a model that is linear in its columns this is `channelResponse`'s effect times the coefficient.
 *  @param curves one a channel
 *  @see statistics.md §1 */
export function counterfactuals(
  dataset: PerHead,
  channels: readonly Channel[],
  curves: readonly ChannelCurves[],
  { estimands, curves: wanted }: Pick<FitRequest, 'estimands' | 'curves'>,
): Counterfactuals {
  const { periods, history, future, heads } = dataset;
  const tail = Math.max(0, ...estimands.map((each) => each.tail), ...Object.values(wanted?.tails ?? {}));
  const rows = periods + tail;

  const column = (c: number, [first, last]: Estimand['window'], scale: number): Float64Array => {
    const out = new Float64Array(heads.length * rows);
    for (let g = 0; g < heads.length; g++) {
      const path = exposurePath(channels[c]!, dataset, g, Math.max(0, tail - future));
      for (let t = history + first; t <= history + last; t++) path[t] = scale * path[t]!;
      out.set(transformMedia(path, curves[c]!).subarray(history, history + rows), g * rows);
    }
    return out;
  };
  const media = channels.map((_, c) => column(c, [0, -1], 1));

  const changes = new Map<string, readonly Float64Array[]>();
  /** key of all columns with channel c's changed: estimands and scales share them */
  const changed = (c: number, window: Estimand['window'], change: Question['change']): string => {
    const key = `${c}|${change === 'without' ? '' : window.join('..')}|${change}`;
    if (!changes.has(key)) {
      const replaced = change === 'without' ? new Float64Array(heads.length * rows) : column(c, window, change);
      changes.set(
        key,
        media.map((factual, i) => (i === c ? replaced : factual)),
      );
    }
    return key;
  };

  const questions = estimands.map((estimand) => {
    const { channel, window, tail: after } = estimand;
    const c = channels.findIndex(({ name }) => name === channel);
    if (c === -1 || window[0] < 0 || window[1] >= periods || window[0] > window[1] || after < 0) return null;
    const question = questionOf(estimand, headSum(channels[c]!.spend.window, { heads, periods }, window));
    return question === null ? null : { ...question, key: changed(c, window, question.change) };
  });
  const scaled =
    wanted === undefined
      ? []
      : channels.map(({ name }, c) => ({
          keys: wanted.scales.map((scale) => changed(c, wanted.window, scale)),
          first: wanted.window[0],
          last: wanted.window[1] + (wanted.tails[name] ?? 0),
        }));

  /** Σ over geos and periods of heads·(a − b) */
  const difference = (a: Float64Array, b: Float64Array, { first, last }: Pick<Question, 'first' | 'last'>): number => {
    let total = 0;
    for (let g = 0; g < heads.length; g++) {
      for (let t = first; t <= last; t++) total += heads[g]! * (a[g * rows + t]! - b[g * rows + t]!);
    }
    return total;
  };
  const answers = (predict: Predictor): CounterfactualAnswers => {
    const factual = predict(media);
    const predictions = new Map([...changes].map(([key, columns]) => [key, predict(columns)]));
    return {
      effects: questions.map((asked) =>
        asked === null ? null : asked.times * difference(factual, predictions.get(asked.key)!, asked),
      ),
      curves: scaled.map((asked) => {
        const off = predictions.get(asked.keys[0]!)!;
        return Float64Array.from(asked.keys, (key) => difference(predictions.get(key)!, off, asked));
      }),
    };
  };
  return { channels: channels.map(({ name }) => name), tail, media, answers };
}
