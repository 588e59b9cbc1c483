import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decisionMeasureIds } from './decisions.ts';
import { rankAccuracyId } from './rankAccuracy.ts';
import { measures } from './registry.ts';

const page = readFileSync(new URL('../../../docs/methods/statistics.md', import.meta.url), 'utf8');

test.each([...Object.keys(measures), rankAccuracyId, ...decisionMeasureIds])(
  '%s is defined in docs/methods/statistics.md §3',
  (id) => {
    const section = page.slice(page.indexOf('\n## 3.'), page.indexOf('\n## 4.'));
    expect(section).toMatch(new RegExp(`^\\|[^|]*\`${id}\``, 'm'));
  },
);
