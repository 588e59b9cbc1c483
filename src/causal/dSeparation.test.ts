import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closure, type Dag, dagOf, type Mask } from './dag.ts';
import { dSeparated, openWalk } from './dSeparation.ts';
import { maskOf } from './masks.ts';
import { dagFrom, graphFrom } from './random.fixture.ts';
import { nearestSeparator } from './separators.ts';

const size = 6;
const pairs = Array.from({ length: size }, (_, to) =>
  Array.from({ length: to }, (_v, from) => [from, to] as const),
).flat();
const anyDag: fc.Arbitrary<Dag> = fc.subarray(pairs).map((edges) =>
  dagOf(
    size,
    edges.map(([from]) => from),
    edges.map(([, to]) => to),
  ),
);
const drives = ({ children }: Dag, a: number, b: number) =>
  children.to.subarray(children.start[a], children.start[a + 1]).includes(b);

/** Whether a path of distinct nodes is open, by the definition, node by node. */
function isOpen(dag: Dag, path: readonly number[], given: Mask): boolean {
  return path.slice(1, -1).every((node, i) => {
    const collider = drives(dag, path[i]!, node) && drives(dag, path[i + 2]!, node);
    if (!collider) return !given[node];
    return closure(dag.children, maskOf(dag.size, [node])).some((below, other) => below && given[other]);
  });
}

/** Every path from x to y that visits nothing twice, whatever way its arrows point. */
function paths(dag: Dag, x: number, y: number): readonly (readonly number[])[] {
  const found: (readonly number[])[] = [];
  const walk = (path: readonly number[]): void => {
    const here = path.at(-1)!;
    if (here === y) found.push(path);
    else
      for (let next = 0; next < dag.size; next++)
        if (!path.includes(next) && (drives(dag, here, next) || drives(dag, next, here))) walk([...path, next]);
  };
  walk([x]);
  return found;
}

const split = fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 2 }).chain((nodes) =>
  fc.record({
    x: fc.constant(nodes.slice(0, 1)),
    y: fc.constant(nodes.slice(1, 2)),
    given: fc.constant(nodes.slice(2, 5)),
  }),
);

test('d-separation is what enumerating every path says', () => {
  fc.assert(
    fc.property(anyDag, split, (dag, { x, y, given }) => {
      const mask = maskOf(size, given);
      const open = paths(dag, x[0]!, y[0]!).some((path) => isOpen(dag, path, mask));
      expect(dSeparated(dag, maskOf(size, x), maskOf(size, y), mask)).toBe(!open);
    }),
    { numRuns: 2000 },
  );
});

test('sets are separated when all their pairs are', () => {
  fc.assert(
    fc.property(anyDag, (dag) => {
      const given = maskOf(size, [4]);
      const pair = (a: number, b: number) => dSeparated(dag, maskOf(size, [a]), maskOf(size, [b]), given);
      const all = [0, 1].every((a) => [3, 5].every((b) => pair(a, b)));
      expect(dSeparated(dag, maskOf(size, [0, 1]), maskOf(size, [3, 5]), given)).toBe(all);
    }),
  );
});

test('a walk given as open goes along arrows, and each step is open', () => {
  fc.assert(
    fc.property(anyDag, split, (dag, { x, y, given }) => {
      const mask = maskOf(size, given);
      const walk = openWalk(dag, maskOf(size, x), maskOf(size, y), mask);
      if (walk === null) return;
      expect([walk[0], walk.at(-1)]).toEqual([x[0], y[0]]);
      for (let i = 1; i < walk.length; i++)
        expect(drives(dag, walk[i - 1]!, walk[i]!) || drives(dag, walk[i]!, walk[i - 1]!)).toBe(true);
      expect(isOpen(dag, walk, mask)).toBe(true);
    }),
  );
});

test('a nearest separator exists when any subset of the allowed separates, separates, and has no node to spare', () => {
  fc.assert(
    fc.property(anyDag, split, fc.subarray([0, 1, 2, 3, 4, 5]), (dag, { x, y, given }, allowed) => {
      const [from, to] = [maskOf(size, x), maskOf(size, y)];
      const usable = allowed.filter((node) => !x.includes(node) && !y.includes(node));
      const included = given.slice(0, 1);
      const works = (extra: readonly number[]) => dSeparated(dag, from, to, maskOf(size, [...included, ...extra]));
      const subsets = Array.from({ length: 1 << usable.length }, (_, bits) =>
        usable.filter((_node, i) => (bits >> i) & 1),
      );
      const found = nearestSeparator(dag, from, to, maskOf(size, usable), maskOf(size, included));
      expect(found !== null).toBe(subsets.some(works));
      if (found === null) return;
      const extra = Array.from(found.keys()).filter((node) => found[node] && !included.includes(node));
      expect(extra.every((node) => usable.includes(node)) && works(extra)).toBe(true);
      for (const node of extra) expect(works(extra.filter((other) => other !== node))).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

// Pearl (2009), Causality, Figs. 1.2 and 3.4 (the graph with six back-door candidates); Greenland, Pearl & Robins (1999) for M and butterfly
test.each([
  ['chain', 'x > m, m > y', '', false],
  ['chain, blocked', 'x > m, m > y', 'm', true],
  ['fork', 'c > x, c > y', '', false],
  ['fork, blocked', 'c > x, c > y', 'c', true],
  ['collider', 'x > c, y > c', '', true],
  ['collider, opened', 'x > c, y > c', 'c', false],
  ['descendant of a collider', 'x > c, y > c, c > d', 'd', false],
  ['M', 'a > x, a > m, b > m, b > y', '', true],
  ['M, opened', 'a > x, a > m, b > m, b > y', 'm', false],
  ['M, opened and blocked', 'a > x, a > m, b > m, b > y', 'm a', true],
  ['butterfly', 'a > x, a > m, b > m, b > y, m > x, m > y', 'm', false],
  ['butterfly, a wing as well', 'a > x, a > m, b > m, b > y, m > x, m > y', 'm b', true],
  ['sprinkler: rain and sprinkler given season', 's > x, s > y, x > w, y > w, w > z', 's', true],
  ['sprinkler: and slippery', 's > x, s > y, x > w, y > w, w > z', 's z', false],
  [
    'Fig. 3.4 without x → x6: x3 and x4',
    'x1 > x3, x1 > x4, x2 > x4, x2 > x5, x3 > x, x4 > x, x4 > y, x5 > y',
    'x3 x4',
    true,
  ],
  [
    'Fig. 3.4 without x → x6: x4 and x5',
    'x1 > x3, x1 > x4, x2 > x4, x2 > x5, x3 > x, x4 > x, x4 > y, x5 > y',
    'x4 x5',
    true,
  ],
  [
    'Fig. 3.4 without x → x6: x4 alone',
    'x1 > x3, x1 > x4, x2 > x4, x2 > x5, x3 > x, x4 > x, x4 > y, x5 > y',
    'x4',
    false,
  ],
])('%s', (_, text, given, separated) => {
  const graph = graphFrom(text);
  const mask = (names: string) =>
    maskOf(
      graph.nodes.length,
      names
        .split(' ')
        .filter(Boolean)
        .map((name) => graph.nodes.indexOf(name)),
    );
  expect(dSeparated(dagFrom(graph), mask('x'), mask('y'), mask(given))).toBe(separated);
});
