import { expect, test } from 'vitest';
import { studyJsonSchema } from './jsonSchema.ts';

type Keys = {
  readonly properties: Readonly<Record<string, { readonly description?: string }>>;
  readonly required: readonly string[];
  readonly additionalProperties: boolean;
};

test('the schema names every key of a study, says what is required, and describes the keys for an editor', () => {
  const schema = studyJsonSchema();
  const [study] = schema.anyOf as [Keys];
  expect([...study.required].sort()).toEqual(['estimators', 'name', 'periods', 'replicates', 'scenarios', 'seed']);
  expect(study.additionalProperties).toBe(false);
  expect(study.properties.periods!.description).toContain('Sample sizes');
  expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
});

test('a study of calibration has keys of its own', () => {
  const [, sbc] = studyJsonSchema().anyOf as [Keys, Keys];
  expect([...sbc.required].sort()).toEqual(['data', 'kind', 'model', 'name', 'seed']);
  expect(sbc.additionalProperties).toBe(false);
  expect(sbc.properties.simulations!.description).toContain('fitted once');
});
