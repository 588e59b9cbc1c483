import type { Endpoint } from '../compare/types.ts';
import {
  endpointName,
  endpointNumbers,
  endpointRemark,
  headLines,
  type Judged,
  shownEndpoints,
} from './comparedWords.ts';

/** The comparison as JUnit XML, in the dialect that Jenkins, GitLab and GitHub's reporters read: a test case an arm in a cell
 *  that is the same, and one an endpoint that was tested. A regression is a failure; what is inconclusive is an error, for it is
 *  no pass. How it was judged stands in the suite's properties. */
export function comparedJunit(judged: Judged): string {
  const { comparison, baseline, candidate } = judged;
  const same = comparison.sameness.filter(({ tier }) => tier !== 'T2');
  const tested = shownEndpoints(comparison);
  const count = (verdict: Endpoint['verdict']): number => tested.filter((one) => one.verdict === verdict).length;
  const counts = `tests="${same.length + tested.length}" failures="${count('regression')}" errors="${count('inconclusive')}"`;
  const name = `plumbline compare${comparison.paired ? '' : ' --unpaired'}`;
  const properties = { verdict: comparison.verdict, baseline, candidate, judged: headLines(judged).join('; ') };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${name}" ${counts}>`,
    `  <testsuite name="${name}" ${counts} skipped="0" time="0">`,
    '    <properties>',
    ...Object.entries(properties).map(([key, value]) => `      <property name="${key}" value="${escaped(value)}"/>`),
    '    </properties>',
    ...same.map(({ arm, cell, tier }) => testCase(arm, `${cell}: ${tier}`, '')),
    ...tested.map((endpoint) => {
      const [arm, measure, place] = endpointName(endpoint);
      return testCase(arm!, `${measure}: ${place}`, outcome(endpoint));
    }),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase(className: string, name: string, inside: string): string {
  const head = `    <testcase classname="${escaped(className)}" name="${escaped(name)}" time="0"`;
  return inside === '' ? `${head}/>` : `${head}>\n      ${inside}\n    </testcase>`;
}

function outcome(endpoint: Endpoint): string {
  if (endpoint.verdict === 'pass') return '';
  const [baseline, candidate, change, margin, n] = endpointNumbers(endpoint);
  const numbers = `baseline ${baseline}, candidate ${candidate}, change ${change}, margin ${margin}, n ${n}`;
  const remark = endpointRemark(endpoint);
  // some readers show the attribute, others the text
  const message = escaped(remark === '' ? numbers : `${numbers}; ${remark}`);
  const tag = endpoint.verdict === 'regression' ? 'failure' : 'error';
  return `<${tag} type="${endpoint.verdict}" message="${message}">${message}</${tag}>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML 1.0 has no way to write most control characters. */
const escaped = (text: string): string =>
  text
    .replace(/[&<>"]/g, (character) => entities[character]!)
    .replace(/[\t\n\r]/g, (space) => `&#${space.charCodeAt(0)};`)
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
