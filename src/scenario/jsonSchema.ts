import { z } from 'zod';
import { drawSchema } from './schema/draw.ts';
import { scenarioSchema } from './schema/scenario.ts';

/** The JSON Schema of scenario files, for editors; `schema/scenario.schema.json` is this, written down. Wherever a number
 *  of the world may stand, so may a draw. */
export function scenarioJsonSchema(): Readonly<Record<string, unknown>> {
  const written = z.toJSONSchema(scenarioSchema(), { io: 'input', target: 'draft-2020-12', reused: 'ref' }) as Schema;
  const { $schema: _, ...draw } = z.toJSONSchema(drawSchema, { io: 'input', target: 'draft-2020-12' });
  const properties = written.properties as Schema;
  const drawable = Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [
      key,
      // definitions are shared, and those of dials have no draws
      key === 'dials' ? inlined(value, written.$defs as Schema) : orDraw(value),
    ]),
  );
  const $defs = { ...(orDraw(written.$defs ?? {}) as Schema), draw };
  return { ...written, properties: drawable, $defs };
}

function inlined(schema: unknown, $defs: Schema): unknown {
  if (Array.isArray(schema)) return schema.map((item) => inlined(item, $defs));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $ref, ...rest } = schema as Schema;
  const own = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, inlined(value, $defs)]));
  if (typeof $ref !== 'string') return own;
  return { ...(inlined($defs[$ref.slice('#/$defs/'.length)], $defs) as Schema), ...own };
}

type Schema = Readonly<Record<string, unknown>>;

function orDraw(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(orDraw);
  if (typeof schema !== 'object' || schema === null) return schema;
  if ((schema as Schema).type === 'number') return { anyOf: [schema, { $ref: '#/$defs/draw' }] };
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, orDraw(value)]));
}
