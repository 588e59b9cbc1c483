import { expect, test } from 'vitest';
import { adjustmentFor } from './adjustmentFor.ts';
import { covariance, linearModel, populationOls, totalEffects } from './linearGaussian.fixture.ts';
import { nodesOf, union } from './masks.ts';
import { ask } from './question.ts';
import { below, graphFrom, randomGraph, streamOf } from './random.fixture.ts';
import { series, slices } from './unroll.ts';

test('a regression on all channels with these controls has the coefficients that are promised', () => {
  const names = ['a', 'b', 'c', 'd', 'y'];
  const channels = ['b', 'd'];
  const seen = { joint: 0, some: 0, none: 0 };
  for (let g = 0; g < 200; g++) {
    const stream = streamOf('regression', g);
    const graph = randomGraph(stream, {
      names,
      arrows: 5 + below(stream, 5),
      maxLag: 1,
      feedback: stream.uniform() < 0.3,
    });
    const { basis, controls, direct, total } = adjustmentFor(graph, 'y', channels, ['a', 'c']);
    seen[basis]++;
    const { unrolled, effect } = ask(graph, 'y', channels, [], names);
    const model = linearModel(unrolled, stream);
    const columns = slices(unrolled, (name, lag) =>
      controls.some((one) => one.name === name && one.lags.includes(lag)),
    );
    const target = nodesOf(effect.outcome)[0]!;
    const regressors = [...nodesOf(series(unrolled, channels)), ...nodesOf(columns)];
    const fit = populationOls(covariance(model), model.size, regressors, target);
    for (const channel of direct) {
      const own = series(unrolled, [channel]);
      const held = series(unrolled, channels);
      for (const fixed of total.includes(channel) ? [union(own, held), own] : [union(own, held)]) {
        const effects = totalEffects(model, fixed);
        for (const node of nodesOf(own))
          expect(fit[regressors.indexOf(node)], `graph ${g}`).toBeCloseTo(effects[target * model.size + node]!, 8);
      }
    }
  }
  expect(Math.min(seen.joint, seen.some, seen.none)).toBeGreaterThan(3);
});

test('one set for all channels, for some, for none', () => {
  const at0 = (name: string) => ({ name, lags: [0], wholePast: false });
  const demand = graphFrom('demand > tv, demand > search, demand > y, tv > y @0-12, search > y, tv > search @0-3');
  expect(adjustmentFor(demand, 'y', ['tv', 'search'], ['demand'])).toMatchObject({
    basis: 'joint',
    controls: [at0('demand')],
    direct: ['tv', 'search'],
    total: ['search'],
  });
  // radio is clean, whatever search is
  const half = graphFrom('hidden > search, hidden > y, promotion > radio, promotion > y, radio > y, search > y');
  expect(adjustmentFor(half, 'y', ['search', 'radio'], ['promotion'])).toMatchObject({
    basis: 'some',
    controls: [at0('promotion')],
    direct: ['radio'],
    total: ['radio'],
    alone: { search: [], radio: [[at0('promotion')]] },
  });
  const hidden = graphFrom('hidden > search, hidden > y, price > search, price > y, search > visits, visits > y');
  expect(adjustmentFor(hidden, 'y', ['search'], ['price', 'visits'])).toMatchObject({
    basis: 'none',
    controls: [at0('price')],
    direct: [],
  });
});
