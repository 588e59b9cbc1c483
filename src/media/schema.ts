import { z } from 'zod';
import { nouns } from '../core/document.ts';
import type { CurveParameter } from './types.ts';

/** A number inside the bounds of a curve's parameter, or its default. */
export function parameterSchema({ lower, upper, open, default: usual }: CurveParameter): z.ZodType<number> {
  let schema = z.number();
  if (lower !== -Infinity) schema = open === 'lower' || open === 'both' ? schema.gt(lower) : schema.gte(lower);
  if (upper !== Infinity) schema = open === 'upper' || open === 'both' ? schema.lt(upper) : schema.lte(upper);
  return usual === undefined ? schema : schema.default(usual);
}

/** The settings of one curve: these keys and no others. */
export function settingsSchema<Shape extends z.ZodRawShape>(shape: Shape) {
  const nothing = Object.keys(shape).length === 0;
  const schema = z.strictObject(
    shape,
    nothing
      ? { error: ({ code }) => (code === 'unrecognized_keys' ? 'this curve takes no settings here' : undefined) }
      : {},
  );
  nouns.add(schema, { noun: 'setting' });
  return schema;
}

/** `{ <curve>: <its settings> }` with exactly one curve, or the curve's name where it needs no settings.
 *  @param curves schema of the settings of each curve, by id */
export function oneCurve<T>(curves: Readonly<Record<string, z.ZodType<T>>>): z.ZodType<T> {
  const ids = Object.keys(curves);
  const table = z.strictObject(Object.fromEntries(ids.map((id) => [id, curves[id]!.optional()])));
  nouns.add(table, { noun: 'curve' });
  const single = table.transform((value, context): T => {
    const given = Object.entries(value).filter(([, settings]) => settings !== undefined);
    if (given.length === 1) return given[0]![1] as T;
    if (context.issues.length > 0) return z.NEVER; // an unknown curve: zod goes on after unknown keys
    const received = given.length === 0 ? 'no curve' : given.map(([id]) => id).join(' and ');
    context.addIssue({ code: 'custom', message: `expected one of ${ids.join(', ')}; received ${received}` });
    return z.NEVER;
  });
  const schema = z.preprocess((value) => (typeof value === 'string' ? { [value]: {} } : value), single);
  // zod cannot see that a name alone is accepted; the JSON Schema for editors must
  schema._zod.toJSONSchema = () => {
    const { $schema: _, ...object } = z.toJSONSchema(table, { io: 'input' });
    return { anyOf: [{ enum: ids }, object] };
  };
  return schema;
}
