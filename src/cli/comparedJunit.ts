import type { Comparison, Endpoint } from '../compare/types.ts';
import { endpointName, endpointNumbers, endpointRemark } from './comparedText.ts';

/** The comparison as JUnit XML: a test case an arm that is the same, and one an endpoint that was tested. A regression is a
 *  failure; what is inconclusive is an error, for it is no pass. */
export function comparedJunit(comparison: Comparison): string {
  const same = comparison.sameness.filter(({ tier }) => tier !== 'T2');
  const tested = [...comparison.gates, ...comparison.details.filter(({ verdict }) => verdict === 'regression')];
  const count = (verdict: Endpoint['verdict']): number => tested.filter((one) => one.verdict === verdict).length;
  const counts = `tests="${same.length + tested.length}" failures="${count('regression')}" errors="${count('inconclusive')}"`;
  const cases = [
    ...same.map(({ arm, cell, tier }) => testCase(arm, `${cell}: ${tier}`, '')),
    ...tested.map((endpoint) => {
      const [arm, measure, place] = endpointName(endpoint);
      return testCase(arm!, `${measure}: ${place}`, outcome(endpoint));
    }),
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="plumbline compare" ${counts}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase(className: string, name: string, inside: string): string {
  const head = `    <testcase classname="${escaped(className)}" name="${escaped(name)}"`;
  return inside === '' ? `${head}/>` : `${head}>\n      ${inside}\n    </testcase>`;
}

function outcome(endpoint: Endpoint): string {
  if (endpoint.verdict === 'pass') return '';
  const [baseline, candidate, change, margin, n] = endpointNumbers(endpoint);
  const numbers = `baseline ${baseline}, candidate ${candidate}, change ${change}, margin ${margin}, n ${n}`;
  const remark = endpointRemark(endpoint);
  const message = escaped(remark === '' ? numbers : `${numbers}; ${remark}`);
  const tag = endpoint.verdict === 'regression' ? 'failure' : 'error';
  return `<${tag} type="${endpoint.verdict}" message="${message}"/>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character]!);
