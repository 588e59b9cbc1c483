import fc from 'fast-check';
import { expect, test } from 'vitest';
import { centerChoices, firstState, fromHash, periodChoices, strengthChoices, toHash, turned } from './state.ts';
import type { ExplorerWorld, State } from './types.ts';

const world = (name: string): ExplorerWorld => ({
  ...{ name, about: '', theme: '', text: '', channels: ['tv'], mediated: true, saturation: 'logistic' },
  dials: [
    { key: 'dials.confounding', label: 'confounding', written: 1, values: [0, 0.5, 1] },
    { key: 'nodes.y.outcome.noise.normal', label: 'noise', written: 22, values: [0, 11, 22, 33.5] },
  ],
});
const worlds = [world('one'), world('two')];

const states: fc.Arbitrary<State> = fc.record({
  world: fc.constantFrom('one', 'two'),
  set: fc.constantFrom(
    {},
    { 'dials.confounding': 0.5 },
    { 'nodes.y.outcome.noise.normal': 33.5, 'dials.confounding': 0 },
  ),
  periods: fc.constantFrom(...periodChoices),
  seed: fc.nat(),
  replicates: fc.integer({ min: 1, max: 200 }),
  curves: fc.constantFrom('truth', 'default'),
  strength: fc.constantFrom(...strengthChoices),
  center: fc.constantFrom(...centerChoices),
  question: fc.constantFrom('roas.total', 'roas.direct'),
});

test('an address holds the whole state', () => {
  fc.assert(
    fc.property(states, (state) => {
      expect(fromHash(`#${toHash(state)}`, worlds, 'one')).toEqual(state);
    }),
  );
});

test('whatever an address says, the state is one that the controls can be set to', () => {
  const keys = fc.constantFrom(
    'world',
    'periods',
    'seed',
    'replicates',
    'strength',
    'center',
    'set.dials.confounding',
    'set.constructor',
    '__proto__',
  );
  const texts = fc.oneof(
    fc.string(),
    fc.constantFrom('<img src=x onerror=alert(1)>', '1e9', '-1', 'NaN', '0.3', '104', ''),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(keys, texts)), (pairs) => {
      const state = fromHash(new URLSearchParams(pairs).toString(), worlds, 'two');
      expect(fromHash(toHash(state), worlds, 'two')).toEqual(state);
      expect(worlds.map(({ name }) => name)).toContain(state.world);
      expect(periodChoices).toContain(state.periods);
      expect(state.replicates).toBeLessThanOrEqual(200);
      for (const [key, value] of Object.entries(state.set)) {
        expect(worlds[0]!.dials.find((dial) => dial.key === key)!.values).toContain(value);
      }
    }),
  );
});

test('a dial at what is written is not set', () => {
  const moved = turned(firstState('one'), worlds[0]!, 'dials.confounding', 0.5);
  expect(moved.set).toEqual({ 'dials.confounding': 0.5 });
  expect(turned(moved, worlds[0]!, 'dials.confounding', 1)).toEqual(firstState('one'));
});
