import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { expect, test } from 'vitest';
import { bundleForBrowsers } from '../tools/bundle.mjs';
import golden from './core/fingerprint.json' with { type: 'json' };
import { fingerprint } from './core/fingerprint.ts';
import { parseScenario, resolveWorld } from './scenario/scenario.ts';
import { compileWorld, simulate } from './simulate/simulate.ts';

const { code, nodeModules } = await bundleForBrowsers();
/** JavaScript itself and what every browser has besides: no process, no Buffer, no require. */
const page = createContext({ TextEncoder, TextDecoder, atob });
const inPage = (script: string): unknown => JSON.parse(runInContext(`JSON.stringify(${script})`, page));

test('the browser bundle asks for no Node module', () => {
  expect(nodeModules).toEqual([]);
});

test('a Node module, under either of its names, is found', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-bundle-'));
  const entry = join(folder, 'entry.ts');
  writeFileSync(entry, "export { readFileSync } from 'node:fs';\nexport const load = () => import('path');\n");
  const planted = await bundleForBrowsers(entry);
  rmSync(folder, { recursive: true });
  expect(planted.nodeModules.map((found) => found.split(' ')[0]).sort()).toEqual(['node:fs', 'path']);
});

test('the bundle runs without Node and computes the same bits', () => {
  runInContext(code, page);
  expect(inPage('typeof process + typeof Buffer + typeof require')).toBe('undefinedundefinedundefined');
  expect(inPage('plumbline.fingerprint()')).toEqual(golden);
  expect(fingerprint()).toEqual(golden);
});

test('a world gives the same data and the same truth in the bundle as in Node', () => {
  const world = readFileSync(new URL('../scenarios/social-funnel.yaml', import.meta.url), 'utf8');
  const request = {
    seed: 7,
    replicate: 3,
    periods: 104,
    requests: [{ kind: 'roas.total' }, { kind: 'mroas.direct' }],
  } as const;
  const { dataset, truth } = simulate(compileWorld(resolveWorld(parseScenario(world, 'world'))), request);
  const model = `plumbline.compileWorld(plumbline.resolveWorld(plumbline.parseScenario(${JSON.stringify(world)}, 'world')))`;
  runInContext(`var simulated = plumbline.simulate(${model}, ${JSON.stringify(request)})`, page);
  expect(inPage('simulated.dataset.digest')).toBe(dataset.digest);
  expect(truth.effects.length).toBeGreaterThan(8);
  expect(inPage('simulated.truth')).toEqual(JSON.parse(JSON.stringify(truth)));
});

test('a refusal keeps its problems in the bundle', () => {
  const problems =
    '(() => { try { plumbline.saturationSpec({ hil: {} }); } catch (error) { return error.problems; } })()';
  expect(JSON.stringify(inPage(problems))).toContain('hill');
});
