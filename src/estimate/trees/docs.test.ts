import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { gradientBoosting } from './gradientBoosting.ts';
import { randomForest } from './randomForest.ts';

const pages = [
  [randomForest, 'docs/methods/random-forest.md'],
  [gradientBoosting, 'docs/methods/gradient-boosting.md'],
] as const;

test.each(pages)('the settings on an estimator’s page are settings', (estimator, path) => {
  const page = readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
  const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)];
  expect(blocks.length).toBeGreaterThan(0);
  for (const [, yaml] of blocks) {
    const { use, ...settings } = parse(yaml!);
    expect(use).toBe(estimator.id);
    // curves are read into another form; what is strict refuses the rest
    expect(estimator.settingsSchema.parse(settings)).toMatchObject({ ...settings, media: expect.anything() });
  }
  // the first block states the defaults
  const { use: _, ...stated } = parse(blocks[0]![1]!);
  expect(estimator.settingsSchema.parse({})).toMatchObject(stated);
});
