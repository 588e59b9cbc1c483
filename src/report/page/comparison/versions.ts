import type { ComparisonData, ComparisonSide } from '../../comparison/types.ts';
import { h } from '../dom.ts';

type Fact = readonly [title: string, of: (side: ComparisonSide) => string];

/** Where the results come from; what differs between the two is marked. */
export function versionsSection({ baseline, candidate, fresh }: ComparisonData): HTMLElement {
  const sides = [baseline, candidate, ...fresh];
  const heads = ['Baseline', 'Candidate', ...(fresh.length === 2 ? ['Fresh baseline', 'Fresh candidate'] : [])];
  const versions = [...new Set(sides.flatMap((side) => Object.keys(side.versions)))];
  const number = (n: number): string => n.toLocaleString('en-US');
  const facts: readonly Fact[] = [
    ['Results', ({ folder }) => folder],
    ['Study', ({ study }) => study],
    ['Seed', ({ seed }) => String(seed)],
    ['Replicates', ({ replicates }) => number(replicates)],
    ['Cells', ({ cells }) => number(cells)],
    ['Arms', ({ arms }) => number(arms)],
    ...versions.map((name): Fact => [name, (side) => side.versions[name] ?? '–']),
  ];
  const rows = facts.map(([title, of]) => {
    const differs = title !== 'Results' && of(baseline) !== of(candidate);
    return h(
      'tr',
      {},
      h('th', { scope: 'row' }, title),
      ...sides.map((side) => valueCell(of(side))),
      h('td', {}, differs ? 'differs' : ''),
    );
  });
  return h(
    'section',
    { 'aria-labelledby': 'versions' },
    h('h2', { id: 'versions' }, 'The two versions'),
    h(
      'div',
      { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'The two versions' },
      h(
        'table',
        { class: 'versions' },
        h('caption', { class: 'hidden' }, 'The two versions'),
        h('thead', {}, h('tr', {}, h('td', {}), ...heads.map((head) => h('th', { scope: 'col' }, head)), h('td', {}))),
        h('tbody', {}, ...rows),
      ),
    ),
  );
}

/** Git's length tells hashes apart; the whole of it is there to hover. */
function valueCell(text: string): HTMLElement {
  const isHash = /^[0-9a-f]{40,}$/.test(text);
  return h('td', { title: isHash ? text : null }, isHash ? text.slice(0, 10) : text);
}
