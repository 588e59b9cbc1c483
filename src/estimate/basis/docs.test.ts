import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Estimator } from '../contract.ts';
import { estimators } from '../registry.ts';

const all: Readonly<Record<string, Estimator>> = estimators;

test.each(['ridge', 'lasso', 'non-negative', 'polynomial', 'log-linear', 'log-log'])(
  'the settings in docs/methods/%s.md are settings',
  (id) => {
    const page = readFileSync(new URL(`../../../docs/methods/${id}.md`, import.meta.url), 'utf8');
    const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)];
    expect(blocks).toHaveLength(1);
    const { use, ...written } = parse(blocks[0]![1]!);
    expect(use).toBe(id);
    expect(all[id]!.settingsSchema.parse(written)).toMatchObject(written);
    // every setting is on the page: in the block, or named in the text where it is the elastic net's
    for (const name of Object.keys(all[id]!.settingsSchema.parse({}) as object)) expect(page).toContain(name);
  },
);
