import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { equations } from './equations.ts';
import { parseScenario, resolveWorld } from './scenario.ts';

const page = ['scenarios', 'geos']
  .map((name) => readFileSync(new URL(`../../docs/methods/${name}.md`, import.meta.url), 'utf8'))
  .join('\n');
const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block]) => block!);

/** Blocks without a name show some nodes; what a world needs besides is put beside them. */
function wholeFile(block: string): string {
  if (block.startsWith('name:')) return block;
  const names = [...block.matchAll(/^(\w+):/gm)].map(([, name]) => name);
  const channel = block.includes('spend:') ? '' : 'tv: { spend: { mean: 1 } }\n';
  const outcome = names.includes('revenue') ? '' : 'revenue: { outcome: {} }\n';
  const nodes = `${block}${channel}${outcome}`.replace(/^(?=.)/gm, '  ');
  return `name: example\nabout: from the page\nnodes:\n${nodes}`;
}

test('the page has examples', () => {
  expect(blocks.length).toBeGreaterThanOrEqual(5);
});

test.each(blocks)('this example parses: %s', (block) => {
  const world = resolveWorld(parseScenario(wholeFile(block), 'scenarios.md'));
  expect(equations(world)).toHaveLength(world.nodes.length);
});
