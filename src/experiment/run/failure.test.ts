import { expect, test } from 'vitest';
import { isAllocationFailure, messageOf } from './failure.ts';

/** As V8 says them: deps/v8/src/common/message-template.h, kArrayBufferAllocationFailed; wasm-js.cc and module-instantiate.cc. */
test.each([
  'Array buffer allocation failed',
  'WebAssembly.Memory(): could not allocate memory',
  'WebAssembly.Instance(): Out of memory: Cannot allocate Wasm memory for new instance',
  'WebAssembly.Memory.grow(): Unable to grow instance memory',
  'out of memory',
])('%s', (message) => {
  expect(isAllocationFailure(message)).toBe(true);
});

test('what this engine throws is known', () => {
  // more than any machine has: 2^53 − 1 bytes pass the check of the length
  const error = (() => {
    try {
      return new ArrayBuffer(Number.MAX_SAFE_INTEGER);
    } catch (thrown) {
      return thrown;
    }
  })();
  expect(messageOf(error)).toBe('Array buffer allocation failed');
  expect(isAllocationFailure(messageOf(error))).toBe(true);
});

test.each(['Invalid array length', 'Invalid typed array length: -1', 'my model is out of memory budget', ''])(
  'the fault of a fit: %s',
  (message) => expect(isAllocationFailure(message)).toBe(false),
);

test('whatever is thrown has a text', () => {
  expect([messageOf(new Error('a')), messageOf('b'), messageOf(null)]).toEqual(['a', 'b', 'null']);
});
