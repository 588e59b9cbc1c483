import { expect, test, vi } from 'vitest';

/** Names of the engine's functions called from our mathematics or from @stdlib, at load or later. */
const called = vi.hoisted(() => {
  const found: string[] = [];
  const exact = ['abs', 'sqrt', 'floor', 'ceil', 'round', 'trunc', 'sign', 'min', 'max', 'imul', 'fround', 'clz32'];
  const engine = Math as unknown as Record<string, unknown>;
  for (const name of Object.getOwnPropertyNames(Math)) {
    const original = engine[name];
    if (typeof original !== 'function' || exact.includes(name)) continue;
    engine[name] = (...args: unknown[]) => {
      // vitest itself may call them: only a stack that comes through our code counts
      if (/@stdlib|ml-matrix|src.core/.test(new Error().stack ?? '')) found.push(name);
      return Reflect.apply(original, Math, args);
    };
  }
  return found;
});

import { fingerprint } from '../fingerprint.ts';

test('nothing in the mathematics, the draws or @stdlib calls an engine function that differs between engines', () => {
  fingerprint();
  expect(called).toEqual([]);
});

test('a call would have been seen', () => {
  Math.exp(1);
  Math.random();
  expect(called).toEqual(['exp', 'random']);
});
