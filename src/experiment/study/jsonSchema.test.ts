import { expect, test } from 'vitest';
import { studyJsonSchema } from './jsonSchema.ts';

test('the schema names every key of a study, says what is required, and describes the keys for an editor', () => {
  const schema = studyJsonSchema() as {
    readonly properties: Readonly<Record<string, { readonly description?: string }>>;
    readonly required: readonly string[];
    readonly additionalProperties: boolean;
  };
  expect([...schema.required].sort()).toEqual(['estimators', 'name', 'periods', 'replicates', 'scenarios', 'seed']);
  expect(schema.additionalProperties).toBe(false);
  expect(schema.properties.periods!.description).toContain('Sample sizes');
  expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
});
