import { z } from 'zod';
import { sbcSchema } from '../sbc/schema.ts';
import { claimsOnlySchema } from './claimsOnly.ts';
import { studySchema } from './schema.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

/** The JSON Schema of study files, for editors; `schema/experiment.schema.json` is this, written down. */
export function studyJsonSchema(): JsonSchema {
  const { $schema, ...study } = jsonSchema(studySchema);
  const { $schema: _, ...sbc } = jsonSchema(sbcSchema);
  const { $schema: __, ...claims } = jsonSchema(claimsOnlySchema);
  return { $schema, anyOf: [study, sbc, claims] };
}

function jsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' }) as JsonSchema;
}
