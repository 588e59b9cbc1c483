import { expect, test } from 'vitest';
import type { Stream } from '../core/random/stream.ts';
import { isAdjustmentSet } from './criterion.ts';
import { covariance, effectsByIntervention, linearModel, populationOls } from './linearGaussian.fixture.ts';
import { maskOf, nodesOf } from './masks.ts';
import { ask } from './question.ts';
import { below, randomGraph, streamOf } from './random.fixture.ts';
import { series } from './unroll.ts';

/** Every subset of a few random nodes held against the population regression: those that the criterion accepts and
 *  rejects, and the largest error among the accepted, the smallest among the rejected. */
function holdAgainstRegression(stream: Stream, channels: readonly string[], held: readonly string[]) {
  const names = ['a', 'b', 'c', 'd', 'y'];
  const graph = randomGraph(stream, {
    names,
    arrows: 5 + below(stream, 5),
    maxLag: 1,
    feedback: stream.uniform() < 0.5,
  });
  const { unrolled, effect } = ask(graph, 'y', channels, held, names);
  const model = linearModel(unrolled, stream);
  const sigma = covariance(model);
  const { treatments, outcome } = effect;
  const truth = effectsByIntervention(model, treatments, outcome, series(unrolled, held));
  const [target] = nodesOf(outcome);
  const others = Array.from(treatments.keys()).filter((node) => !treatments[node] && !outcome[node]);
  const chosen = Array.from({ length: 5 }, () => others.splice(below(stream, others.length), 1)).flat();
  const seen = { accepted: 0, rejected: 0, worstAccepted: 0, bestRejected: Infinity };
  for (let bits = 0; bits < 1 << chosen.length; bits++) {
    const given = maskOf(
      model.size,
      chosen.filter((_, i) => (bits >> i) & 1),
    );
    const fit = populationOls(sigma, model.size, [...nodesOf(treatments), ...nodesOf(given)], target!);
    const error = Math.max(...truth.map((value, i) => Math.abs(fit[i]! - value)));
    if (isAdjustmentSet(effect, given)) {
      seen.accepted++;
      seen.worstAccepted = Math.max(seen.worstAccepted, error);
    } else {
      seen.rejected++;
      seen.bestRejected = Math.min(seen.bestRejected, error);
    }
  }
  return seen;
}

test.each([
  ['the total effect of one channel', ['a'], []],
  ['the joint effect of two channels', ['a', 'c'], []],
  ['the direct effect of a channel, two variables held', ['a'], ['b', 'c']],
] as const)(
  '%s: what the criterion accepts is the population coefficient, what it rejects is not, over 500 graphs',
  (name, channels, held) => {
    let [accepted, rejected] = [0, 0];
    for (let g = 0; g < 500; g++) {
      const seen = holdAgainstRegression(streamOf(name, g), channels, held);
      expect(seen.worstAccepted, `graph ${g}`).toBeLessThan(1e-9);
      expect(seen.bestRejected, `graph ${g}`).toBeGreaterThan(1e-6);
      accepted += seen.accepted;
      rejected += seen.rejected;
    }
    expect(Math.min(accepted, rejected)).toBeGreaterThan(1500);
  },
);
