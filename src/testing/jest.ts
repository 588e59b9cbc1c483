/** Types of the matchers for jest, and nothing else: `import 'plumbline/testing/jest'` beside `expect.extend(matchers)`. They
 *  reach the global `expect` of @types/jest; for `@jest/globals` docs/testing.md has the lines. */
import type { PlumblineMatchers } from './matchers/signatures.ts';

declare global {
  namespace jest {
    interface Matchers<R, T> extends PlumblineMatchers {}
  }
}
