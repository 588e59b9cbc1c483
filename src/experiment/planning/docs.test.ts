import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { primaryPolicies } from '../../score/policies/primary.ts';
import { nodeSurroundings } from '../load/study.node.ts';
import { acrossNames } from '../output/acrossFiles.ts';
import { planStudy } from '../plan/planStudy.ts';
import { parseStudy } from '../study/study.ts';

const page = readFileSync(new URL('../../../docs/methods/planning.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, block]) => parse(block!) as object);
const small = {
  name: 'doc',
  scenarios: ['clean'],
  periods: 52,
  estimators: { ols: { use: 'ols' } },
  replicates: 2,
  seed: 1,
};

test.each(blocks.map((block, i) => [i, block] as const))('example %i can be planned', async (_, block) => {
  const study = parseStudy(JSON.stringify({ ...small, ...block }), 'planning.md');
  const plan = await planStudy(study, nodeSurroundings('.'));
  expect(plan.target !== undefined || plan.policy !== undefined).toBe(true);
});

test('the page names every table and every policy', () => {
  for (const name of [...acrossNames, ...primaryPolicies]) expect(page).toContain(`\`${name}\``);
});
