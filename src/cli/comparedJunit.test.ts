// @vitest-environment jsdom
import { expect, test } from 'vitest';
import type { Comparison, Endpoint } from '../compare/types.ts';
import { defaultMargins } from '../experiment/study/margins.ts';
import { comparedJunit } from './comparedJunit.ts';

const arm = 'a<b>&"c"\n\u0007[x=1×2]';
const endpoint = (verdict: Endpoint['verdict'], measure: Endpoint['measure']): Endpoint => ({
  ...{ measure, arm, cell: 'w@9', channel: '*', estimand: '*', level: null, baseline: 0, candidate: 0.2, change: 0.2 },
  ...{ lower: 0.1, upper: 0.3, margin: 0.05, p: 0.001, n: 100, verdict, needs: 900, remark: '"odd" <&>' },
});
const comparison: Comparison = {
  ...{ paired: false, verdict: 'regression', policy: 'strict', details: [], asAnalyzed: [], remarks: [] },
  sameness: [
    { cell: 'v@9', arm, tier: 'T0', n: 100 },
    { cell: 'w@9', arm, tier: 'T2', n: 100 },
  ],
  gates: [endpoint('regression', 'bias'), endpoint('inconclusive', 'failures'), endpoint('pass', 'rmse_ratio')],
};
const inForce = { margins: defaultMargins, from: 'a<b.yaml', remarks: [] };
const xml = comparedJunit({ comparison, baseline: 'a&b', candidate: 'c', inForce });
/** What of a browser's parser is used here. */
type Node = { readonly textContent: string; readonly getAttribute: (name: string) => string | null };
type Parser = {
  readonly parseFromString: (
    text: string,
    type: string,
  ) => { readonly getElementsByTagName: (name: string) => Iterable<Node> };
};
const { DOMParser } = globalThis as unknown as { readonly DOMParser: new () => Parser };
const document = new DOMParser().parseFromString(xml, 'application/xml');
const all = (name: string) => [...document.getElementsByTagName(name)];

test('it is well-formed, whatever names hold, and gives them back', () => {
  expect(all('parsererror')).toEqual([]);
  expect(all('testcase').map((one) => one.getAttribute('name'))).toEqual([
    'v@9: T0',
    'bias: w@9',
    'failures: w@9',
    'rmse_ratio: w@9',
  ]);
  // a bell cannot be written in XML
  for (const one of all('testcase')) expect(one.getAttribute('classname')).toBe(arm.replace('\u0007', '\uFFFD'));
  expect(all('property').map((one) => one.getAttribute('name'))).toEqual([
    'verdict',
    'baseline',
    'candidate',
    'judged',
  ]);
  expect(all('property')[1]!.getAttribute('value')).toBe('a&b');
  expect(all('property')[3]!.getAttribute('value')).toMatch(/^UNPAIRED.*policy strict.*margins \(a<b\.yaml\)/);
});

test('a regression is a failure, what is open an error, and the counts are right', () => {
  const [suite] = all('testsuite');
  const counts = ['tests', 'failures', 'errors', 'skipped'].map((name) => suite!.getAttribute(name));
  expect(counts).toEqual(['4', '1', '1', '0']);
  expect(all('failure')[0]!.getAttribute('type')).toBe('regression');
  expect(all('error')[0]!.textContent).toContain('"odd" <&>; needs about 900 replicates');
  expect(all('failure')[0]!.getAttribute('message')).toBe(all('failure')[0]!.textContent);
});
