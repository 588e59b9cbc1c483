import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { listClaimStudies, loadClaimStudy } from '../load/claims.node.ts';
import { nodeSurroundings, studyRoot } from '../load/study.node.ts';
import { planStudy } from '../plan/planStudy.ts';
import { parseStudy } from '../study/study.ts';
import { acrossArms, acrossChannels, ofCurves, ofDetectors, ofDiagnostics, ofParameters } from './measures.ts';
import { claimSchema } from './schema.ts';

const page = readFileSync(new URL('../../../docs/methods/claims.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, block]) => parse(block!) as object);
const [whole] = blocks;

/** A part of a file stands for the whole of the first example with these keys changed. */
test.each(blocks.map((block, i) => [i, block] as const))('example %i can be planned', async (_, block) => {
  const plan = await planStudy(parseStudy(JSON.stringify({ ...whole, ...block }), 'claims.md'), nodeSurroundings('.'));
  expect(plan.claims.length).toBeGreaterThan(0);
});

test('the page has every key of a claim and every measure of its own', () => {
  for (const key of Object.keys(claimSchema.shape)) expect(page).toContain(`\`${key}\``);
  for (const table of [acrossArms, acrossChannels, ofCurves, ofDetectors, ofDiagnostics])
    for (const measure of Object.keys(table)) expect(page).toContain(`\`${measure}\``);
  for (const measure of ofParameters) expect(page).toContain(`\`${measure}\``);
});

test.each(listClaimStudies())('%s can be planned, and says whose its claims are', async (name) => {
  const study = loadClaimStudy(name);
  const plan = await planStudy(study, nodeSurroundings(studyRoot(study)));
  for (const { says, source, finding } of plan.claims) {
    if (finding !== undefined) expect(existsSync(new URL(`../../../${finding}`, import.meta.url)), finding).toBe(true);
    expect(says).toBeDefined();
    expect(source).toBeDefined();
  }
});
