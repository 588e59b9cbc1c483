import { z } from 'zod';
import { scenarioSchema } from './schema/scenario.ts';

/** The JSON Schema of scenario files, for editors; `schema/scenario.schema.json` is this, written down. */
export function scenarioJsonSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(scenarioSchema(), { io: 'input', target: 'draft-2020-12', reused: 'ref' }) as Readonly<
    Record<string, unknown>
  >;
}
