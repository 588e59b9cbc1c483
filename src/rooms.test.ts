import { builtinModules } from 'node:module';
import { describe, expect, test } from 'vitest';
import { lint } from '../tools/lint.mjs';
import { forbiddenTo, rooms } from '../tools/rooms.mjs';

const forms: Readonly<Record<string, (path: string) => string>> = {
  static: (path) => `import { thing } from '${path}';\nexport const use = thing;\n`,
  'side effect': (path) => `import '${path}';\n`,
  namespace: (path) => `import * as all from '${path}';\nexport const use = all;\n`,
  'type-only': (path) => `import type { Thing } from '${path}';\nexport type Use = Thing;\n`,
  'inline type': (path) => `import { type Thing } from '${path}';\nexport type Use = Thing;\n`,
  're-export': (path) => `export { thing } from '${path}';\n`,
  're-export of a type': (path) => `export type { Thing } from '${path}';\n`,
  're-export of all': (path) => `export * from '${path}';\n`,
  'named re-export of all': (path) => `export * as all from '${path}';\n`,
  dynamic: (path) => `export const use = await import('${path}');\n`,
};
/** forms that are refused wherever they lead: the room rules cannot read them */
const opaque: typeof forms = {
  'typeof import()': (path) => `export type Use = typeof import('${path}');\n`,
  'import type': (path) => `export type Use = import('${path}').Thing;\n`,
  'dynamic template': (path) => `export const use = await import(\`${path}\`);\n`,
  require: (path) => `export const use = require('${path}');\n`,
  'import = require': (path) => `import use = require('${path}');\nexport { use };\n`,
};
const spellings = [
  './../../scenario/x.ts',
  '../.././scenario/x.ts',
  '../..//scenario/x.ts',
  '../../../src/scenario/x.ts',
];
spellings.push(
  '../../core/../scenario/x.ts',
  '../../%73cenario/x.ts',
  '../../scenario',
  'plumbline',
  'plumbline/scenario/x.js',
);
spellings.push('/src/scenario/x.ts', 'file:///src/scenario/x.ts', '../../browser.ts', '#scenario/x.ts');

describe('the room rules', () => {
  const planted: Record<string, string> = {};
  for (const room of Object.keys(rooms)) {
    for (const other of forbiddenTo(room))
      planted[`src/${room}/planted-${other}.ts`] = forms.static!(`../${other}/x.ts`);
  }
  for (const [form, write] of Object.entries({ ...forms, ...opaque })) {
    const name = form.replace(/\W+/g, '-');
    planted[`src/estimate/shallow-${name}.ts`] = write('../scenario/x.ts');
    planted[`src/estimate/ols/deep-${name}.ts`] = write('../../scenario/y/x.ts');
    planted[`src/estimate/ols/node-${name}.ts`] = write('node:fs');
    planted[`src/estimate/ols/bare-${name}.ts`] = write('fs/promises');
    planted[`src/estimate/ols/file-${name}.ts`] = write('./load.node.ts');
  }
  for (const [i, path] of spellings.entries()) {
    planted[`src/estimate/ols/spelling-${i}-static.ts`] = forms.static!(path);
    planted[`src/estimate/ols/spelling-${i}-type.ts`] = forms['type-only']!(path);
    planted[`src/estimate/ols/spelling-${i}-dynamic.ts`] = forms.dynamic!(path);
  }
  for (const name of builtinModules)
    planted[`src/core/builtin-${name.replace(/\W/g, '-')}.ts`] = forms['type-only']!(name);
  planted['src/core/only-at-run-time.ts'] = 'export const load = (path: string) => import(path);\n';
  for (const name of ['process', 'Buffer', '__dirname', 'globalThis']) {
    planted[`src/core/global-${name}.ts`] = `export const use = ${name};\n`;
  }

  const legal: Record<string, string> = {};
  for (const [room, allowed] of Object.entries(rooms)) {
    for (const other of allowed) {
      legal[`src/${room}/legal-${other}.ts`] = forms.static!(`../${other}/x.ts`);
      legal[`src/${room}/sub/legal-${other}.ts`] = forms['type-only']!(`../../${other}/sub/x.ts`);
    }
    for (const form of Object.keys(forms)) {
      legal[`src/${room}/sub/inside-${form.replace(/\W+/g, '-')}.ts`] = forms[form]!('../x.ts');
    }
    legal[`src/${room}/package.ts`] = forms.static!('@stdlib/math/base/special/exp/lib/index.js');
    legal[`src/${room}/planted.test.ts`] = forms.static!('../cli/x.ts') + opaque['typeof import()']!('node:fs');
    legal[`src/${room}/load.node.ts`] =
      `${forms.static!('node:fs')}export const load = (path: string) => import(path);\n`;
  }
  legal['src/cli/node.ts'] = `${forms.static!('node:fs')}export const { argv } = process;\n`;
  legal['src/cli/load.ts'] = forms.static!('../scenario/load.node.ts');

  const cycles = {
    'src/core/a.ts': "import { b } from './b.ts';\nexport const a = () => b;\n",
    'src/core/b.ts': "import { c } from './c.ts';\nexport const b = () => c;\n",
    'src/core/c.ts': "import { a } from './a.ts';\nexport const c = () => a;\n",
    'src/media/a.ts': "import type { B } from './b.ts';\nexport type A = B | 1;\n",
    'src/media/b.ts': "import type { A } from './a.ts';\nexport type B = A | 2;\n",
  };
  const found = lint({ ...planted, ...legal, ...cycles });

  const ours = /^(plugin|lint\/style\/(noRestrictedImports|noRestrictedGlobals|noCommonJs)):/;

  test('each planted violation is an error', () => {
    expect(Object.keys(planted).length).toBeGreaterThan(200);
    const missed = Object.keys(planted).filter((file) => !found.get(file)?.some((message) => ours.test(message)));
    expect(missed).toEqual([]);
  });

  test('what the table allows is no error', () => {
    expect(
      Object.keys(legal).flatMap((file) => found.get(file)?.map((message) => `${file}: ${message}`) ?? []),
    ).toEqual([]);
  });

  test('circular imports are errors, of types as well', () => {
    for (const file of Object.keys(cycles)) expect(found.get(file)?.join('\n')).toContain('noImportCycles');
  });

  test('only the order of the table is possible: no room reaches itself', () => {
    const order = Object.keys(rooms);
    for (const [i, room] of order.entries()) {
      for (const other of rooms[room]!) expect(order.indexOf(other), `${room} → ${other}`).toBeLessThan(i);
    }
  });
});
