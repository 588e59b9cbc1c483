import type * as FastCheck from 'fast-check';
import { InputError } from '../core/errors.ts';

/** fast-check, a peer that npm does not install unasked. Where it is missing, one line says what to type; Node's own would
 *  name a file inside this package. */
export const fc: typeof FastCheck = await import('fast-check').catch((cause: unknown) => {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const message = `needs fast-check 4: npm install --save-dev fast-check (${reason})`;
  throw new InputError({ path: 'plumbline/testing', message });
});
