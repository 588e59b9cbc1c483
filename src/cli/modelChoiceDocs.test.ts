import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cli } from './cli.fixture.ts';
import { exitCodes } from './exitCodes.ts';

const page = readFileSync(new URL('../../docs/methods/model-choice.md', import.meta.url), 'utf8');
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, block]) => block!);

// the page is one session: later lines use what earlier ones wrote
const folder = mkdtempSync(join(tmpdir(), 'plumbline-model-choice-'));
// few draws: what they say is another test's
const few = 'sampler: { chains: 2, warmup: 200, draws: 200 }, convergence: { rhat: 2, ess_per_chain: 1 }';
beforeAll(() =>
  writeFileSync(
    join(folder, 'fit.yaml'),
    blocks('yaml')[0]!.replace('use:', `${few.replace(', conv', '\n  conv')}\n  use:`),
  ),
);
afterAll(() => rmSync(folder, { recursive: true }));

test.each(blocks('sh').flatMap((block) => block.trim().split('\n')))('%s', async (line) => {
  const [program, ...words] = line.replace(',hill,', ',').split(' ');
  expect(program).toBe('plumbline');
  const { code, out } = await cli(words, folder);
  if (line.includes('--compare')) expect([exitCodes.fine, exitCodes.undecided]).toContain(code);
  else expect(code).toBe(exitCodes.fine);
  // what the page shows is what comes out
  const titles = blocks('text').flatMap((block) => block.split('\n').filter((text) => /^(model|channel)\b/.test(text)));
  const wanted = line.includes('--compare') ? titles.slice(0, 2) : line.includes('--prior') ? titles.slice(2) : [];
  const words1 = (text: string) => text.split(/ {2,}/).join(' ');
  for (const title of wanted) expect(out.split('\n').map(words1)).toContain(words1(title));
});
