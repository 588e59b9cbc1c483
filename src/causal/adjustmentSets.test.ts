import { expect, test } from 'vitest';
import { minimalSets } from './adjustmentSets.ts';
import { isAdjustmentSet } from './criterion.ts';
import { isEmpty, maskOf, nodesOf } from './masks.ts';
import { admissible, ask, type Question } from './question.ts';
import { below, randomGraph, streamOf } from './random.fixture.ts';
import { slices } from './unroll.ts';

const names = ['a', 'b', 'c', 'd', 'y'];
const subsets = <T>(items: readonly T[]) =>
  Array.from({ length: 1 << items.length }, (_, bits) => items.filter((_item, i) => (bits >> i) & 1));
const namesIn = (question: Question, observed: readonly string[]) =>
  minimalSets(question, observed).sets.map((set) =>
    set
      .map(({ name }) => name)
      .sort()
      .join(),
  );

test('the sets listed are exactly the smallest sets of variables with a valid set among their periods, by trying all', () => {
  let [none, several] = [0, 0];
  for (let g = 0; g < 500; g++) {
    const stream = streamOf('minimal', g);
    const graph = randomGraph(stream, {
      names,
      arrows: 6 + below(stream, 5),
      maxLag: 1,
      feedback: stream.uniform() < 0.5,
    });
    const observed = ['b', 'c', 'd'].filter(() => stream.uniform() < 0.8);
    const question = ask(graph, 'y', ['a'], stream.uniform() < 0.3 ? ['b'] : [], names, 1);
    const valid = (variables: readonly string[]) =>
      subsets(nodesOf(admissible(question, variables))).some((nodes) =>
        isAdjustmentSet(question.effect, maskOf(question.unrolled.dag.size, nodes)),
      );
    const works = subsets(observed).filter(valid);
    const smallest = works.filter(
      (set) => !works.some((other) => other.length < set.length && other.every((name) => set.includes(name))),
    );
    expect(namesIn(question, observed).toSorted(), `graph ${g}`).toEqual(smallest.map((set) => set.join()).toSorted());
    for (const set of minimalSets(question, observed).sets) {
      const nodes = slices(question.unrolled, (name, lag) =>
        set.some((one) => one.name === name && one.lags.includes(lag)),
      );
      expect(isAdjustmentSet(question.effect, nodes)).toBe(true);
      for (const node of nodesOf(nodes)) expect(isAdjustmentSet(question.effect, nodes.with(node, 0))).toBe(false);
    }
    if (works.length === 0) none++;
    if (smallest.length > 1) several++;
  }
  expect(Math.min(none, several)).toBeGreaterThan(5);
});

test('a world begun earlier gives the same sets, to the period, loops and memory included', () => {
  let wholePast = 0;
  for (let g = 0; g < 600; g++) {
    const stream = streamOf('horizon', g);
    const feedback = stream.uniform() < 0.5;
    const graph = randomGraph(stream, {
      names: [...names, 'z'],
      arrows: 4 + below(stream, 8),
      maxLag: 1 + below(stream, 4),
      feedback,
    });
    const observed = ['b', 'c', 'd', 'z'].filter(() => stream.uniform() < 0.6);
    const held = stream.uniform() < 0.4 ? ['b', 'c'] : [];
    const question = ask(graph, 'y', ['a'], held);
    const longer = ask(graph, 'y', ['a'], held, [], 2 * question.unrolled.horizon + 3);
    const sets = (of: Question) =>
      minimalSets(of, observed).sets.map((set) => set.map((one) => (one.wholePast ? { ...one, lags: [] } : one)));
    expect(sets(question), `graph ${g}`).toEqual(sets(longer));
    expect(isEmpty(question.effect.causal)).toBe(isEmpty(longer.effect.causal));
    if (
      sets(question)
        .flat()
        .some((one) => one.wholePast)
    )
      wholePast++;
  }
  expect(wholePast).toBeGreaterThan(5);
});
