import { describe, expect, test } from 'vitest';
import { outOfDate } from '../tools/generate.mjs';
import { lint } from '../tools/lint.mjs';

const inexact = ['exp', 'log', 'pow', 'sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'atan2', 'sinh', 'cosh', 'tanh'];
inexact.push('asinh', 'acosh', 'atanh', 'expm1', 'log1p', 'log2', 'log10', 'cbrt', 'hypot', 'random');
const exact = ['abs', 'sqrt', 'floor', 'ceil', 'round', 'trunc', 'sign', 'min', 'max', 'imul', 'fround', 'clz32'];
exact.push('PI', 'E', 'LN2', 'LN10', 'LOG2E', 'LOG10E', 'SQRT2', 'SQRT1_2');

const inexactWays: Readonly<Record<string, string>> = {
  ...Object.fromEntries(inexact.map((name) => [name, `export const f = Math.${name};`])),
  call: 'export const f = Math.abs(Math.exp(1));',
  'inside an argument': 'export const f = Math.max(1, Math.floor(Math.log(2)));',
  optional: 'export const f = Math?.exp(1);',
  asserted: 'export const f = (Math as { exp: (x: number) => number }).exp(1);',
  'non-null': 'export const f = Math!.exp(1);',
  computed: "export const f = Math['exp'](1);",
  template: 'export const f = Math[`exp`](1);',
  'by a variable': "const name = 'exp';\nexport const f = Math[name](1);",
  destructured: 'export const { exp } = Math;',
  'destructured, renamed': 'export const { exp: f } = Math;',
  'destructured later': 'let exp = (x: number) => x;\n({ exp } = Math);\nexport { exp };',
  alias: 'const M = Math;\nexport const f = M.exp(1);',
  'alias as a default': 'export const f = (m = Math) => m.exp(1);',
  'as an argument': "export const f = Reflect.get(Math, 'exp');",
  spread: 'export const f = { ...Math };',
  'its type': 'export type M = typeof Math;',
  shadowed: 'export const f = (Math: { abs: (x: number) => number }) => Math.abs(1);',
  globalThis: 'export const f = globalThis.Math.exp(1);',
  'globalThis, even for abs': 'export const f = globalThis.Math.abs(1);',
  'globalThis, computed': "export const f = globalThis['Math'].exp(1);",
  'globalThis, destructured': 'export const { Math: M } = globalThis;',
  'another name of the global object': 'export const f = (g: { Math: { exp: () => number } }) => g.Math.exp();',
  power: 'export const f = (x: number) => x ** 2;',
  'power inside': 'export const f = (x: number) => [1 + x ** 2, Math.sqrt(-(x ** 3))];',
  'power, assigned': 'export function f(x: number) {\n  let y = x;\n  y **= 2;\n  return y;\n}',
  'power, assigned to an element': 'export function f(x: Float64Array) {\n  x[0]! **= 2;\n}',
};
const clocks: Readonly<Record<string, string>> = {
  'Date.now': 'export const now = Date.now();',
  'Date.now, handed on': 'export const now = [1].map(Date.now);',
  'Date.now, computed': "export const now = Date['now']();",
  'Date.now, destructured': 'export const { now } = Date;',
  'new Date()': 'export const now = new Date();',
  'new Date': 'export const now = new Date;',
  'Date()': 'export const now = Date();',
  'inside a legal one': 'export const now = new Date(Date.now());',
  alias: 'const D = Date;\nexport const now = new D();',
  globalThis: 'export const now = new globalThis.Date();',
  'performance.now': 'export const now = performance.now();',
  'performance.timeOrigin': 'export const now = performance.timeOrigin;',
  'performance, destructured': 'export const { now } = performance;',
};
const fine: Readonly<Record<string, string>> = {
  ...Object.fromEntries(exact.map((name) => [name, `export const f = Math.${name};`])),
  nested: 'export const f = (x: number) => Math.max(Math.abs(x), Math.floor(Math.sqrt(x))) * Math.PI;',
  'handed on': 'export const f = [1, 4].map(Math.sqrt);',
  'words that hold its name': "export const Mathematics = { MathML: 'Mathematics' };",
  'in a comment': '/** x ** 2, Math.exp and Date.now() */\nexport const f = 1;',
  'in a text': "export const f = 'x ** 2 by Math.pow';",
  'a stated day': 'export const f = [new Date(0), new Date(2020, 1), Date.UTC(2020, 1), Date.parse("2020-01-01")];',
  'words that hold a clock': 'export const f = (row: { performance: number }) => ({ performance: row.performance });',
  'type of a day': 'export const f = (day: Date): boolean => day instanceof Date;',
};
const slug = (way: string) => way.replace(/\W+/g, '-');
const plant = (ways: Readonly<Record<string, string>>, path: (way: string) => string): Record<string, string> =>
  Object.fromEntries(Object.entries(ways).map(([way, text]) => [path(slug(way)), `${text}\n`]));

describe('the lint plugins', () => {
  const planted = {
    ...plant(inexactWays, (way) => `src/media/adstock/inexact-${way}.ts`),
    ...plant(inexactWays, (way) => `src/cli/inexact-${way}.node.ts`),
    ...plant(clocks, (way) => `src/estimate/ols/clock-${way}.ts`),
  };
  const legal = {
    ...plant(fine, (way) => `src/core/fine-${way}.ts`),
    ...plant(inexactWays, (way) => `src/core/inexact-${way}.test.ts`),
    ...plant(inexactWays, (way) => `bench/inexact-${way}.ts`),
    ...plant(clocks, (way) => `src/cli/clock-${way}.ts`),
    ...plant(clocks, (way) => `src/score/clock-${way}.test.ts`),
    ...plant(clocks, (way) => `src/experiment/executors/child/clock-${way}.ts`),
    ...plant(clocks, (way) => `src/experiment/run-${way}.node.ts`),
  };
  const found = lint({ ...planted, ...legal });
  const ours = (file: string) =>
    (found.get(file) ?? []).filter((message) => /^(plugin|lint\/style\/noRestrictedGlobals):/.test(message));

  test('every way to the functions and clocks that differ from run to run is an error', () => {
    expect(Object.keys(planted).filter((file) => ours(file).length === 0)).toEqual([]);
  });

  test('what is exact, and what stands in a test or a bench, is no error', () => {
    // executors may not name globalThis either: that is a rule of its own
    const wrong = Object.keys(legal).filter((file) => !file.includes('globalThis') && ours(file).length > 0);
    expect(wrong.map((file) => `${file}: ${ours(file)}`)).toEqual([]);
  });
});

test('generated files are up to date', async () => {
  expect(await outOfDate()).toEqual([]);
});
