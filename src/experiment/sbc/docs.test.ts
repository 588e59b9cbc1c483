import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { listStudies, loadStudy, nodeSurroundings } from '../load/study.node.ts';
import { planStudy } from '../plan/planStudy.ts';
import { parseStudy } from '../study/study.ts';
import { sbcSchema } from './schema.ts';

const page = readFileSync(new URL('../../../docs/methods/sbc.md', import.meta.url), 'utf8');
const [, example] = /^```yaml\n([\s\S]*?)^```$/m.exec(page)!;

test('the example can be planned, and shows the defaults', async () => {
  const plan = await planStudy(parseStudy(example!, 'sbc.md'), nodeSurroundings('.'));
  const bare = example!.replace(/^(simulations|draws|bins|limits):.*\n/gm, '');
  expect(await planStudy(parseStudy(bare, 'sbc.md'), nodeSurroundings('.'))).toEqual(plan);
  expect(plan.calibration!.quantities).toContain('log_likelihood');
});

test('the page lists every key, and every study that is shipped', () => {
  for (const key of Object.keys(sbcSchema.shape)) expect(page).toMatch(new RegExp(`^\\|[^|]*\`${key}\``, 'm'));
  const shipped = listStudies().filter((name) => loadStudy(name).calibration !== undefined);
  expect(shipped.length).toBeGreaterThan(5);
  expect(shipped.every((name) => name.startsWith('sbc-'))).toBe(true);
  for (const name of shipped) {
    expect(page).toContain(`| \`${name}\` |`);
    expect(loadStudy(name).replicates).toBe(1000);
  }
});
