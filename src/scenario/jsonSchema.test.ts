import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scenarioJsonSchema } from './jsonSchema.ts';

test('the committed schema is up to date: if not, run `npm run generate`', () => {
  const committed: unknown = JSON.parse(
    readFileSync(new URL('../../schema/scenario.schema.json', import.meta.url), 'utf8'),
  );
  expect(committed).toEqual(JSON.parse(JSON.stringify(scenarioJsonSchema())));
});
