import { z } from 'zod';
import { answerSchema, questionSchema } from './protocol.ts';

/** The JSON Schema of what outside programs read and write; `schema/external.schema.json` is this, written down. */
export function externalJsonSchema(): Readonly<Record<string, unknown>> {
  const either = z
    .union([questionSchema, answerSchema])
    .meta({ title: 'Plumbline outside estimator', description: 'A line on stdin (question) or on stdout (answer).' });
  return z.toJSONSchema(either, { io: 'input', target: 'draft-2020-12' }) as Readonly<Record<string, unknown>>;
}
