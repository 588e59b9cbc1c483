import { z } from 'zod';
import { studySchema } from './schema.ts';

/** The JSON Schema of study files, for editors; `schema/experiment.schema.json` is this, written down. */
export function studyJsonSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(studySchema, { io: 'input', target: 'draft-2020-12' }) as Readonly<Record<string, unknown>>;
}
