/** Types of the matchers for vitest, and nothing else: `import 'plumbline/testing/vitest'` beside `expect.extend(matchers)`. */
import type {} from 'vitest';
import type { PlumblineMatchers } from './matchers/signatures.ts';

declare module 'vitest' {
  interface Assertion<T> extends PlumblineMatchers {}
}
