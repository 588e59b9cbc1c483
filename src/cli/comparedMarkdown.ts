import type { Comparison } from '../compare/types.ts';
import {
  columns,
  endpointName,
  endpointNumbers,
  endpointRemark,
  legend,
  type Names,
  openDetails,
  samenessLine,
  shownEndpoints,
} from './comparedText.ts';

/** The comparison as a comment on a change: headline, table, remarks. */
export function comparedMarkdown(comparison: Comparison, names: Names): string {
  const row = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;
  const rows = shownEndpoints(comparison).map((endpoint) => {
    const remark = endpointRemark(endpoint);
    const verdict = remark === '' ? endpoint.verdict : `${endpoint.verdict} (${remark})`;
    return row([...endpointName(endpoint), ...endpointNumbers(endpoint), verdict]);
  });
  const open = openDetails(comparison);
  return [
    `### plumbline compare: ${comparison.verdict}`,
    '',
    `\`${names.candidate}\` against \`${names.baseline}\`; ${samenessLine(comparison)}.`,
    ...(rows.length === 0 ? [] : ['', row(columns), row(columns.map(() => '---')), ...rows, '', `${legend}.`]),
    ...(open === null ? [] : ['', open]),
    ...comparison.remarks.flatMap((remark) => ['', remark]),
    '',
  ].join('\n');
}

const escaped = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
