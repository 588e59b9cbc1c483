import type { Sameness, Tier } from '../../../compare/types.ts';
import { tierWords } from '../../comparison/words.ts';
import { csvOf, download } from '../csv.ts';
import { h } from '../dom.ts';

const signs: Readonly<Record<Tier, string>> = { identical: '=', T0: '≈', T1: '∼', T2: '≠' };
const tiers = Object.keys(signs) as Tier[];
/** More is no reading matter; the CSV has all. */
const [MOST_ARMS, MOST_CELLS] = [60, 24];

/** How every arm in every cell was found: counts, and an arm a line, those that changed most first. */
export function tierSection(sameness: readonly Sameness[]): HTMLElement {
  const changed = sameness.filter(({ tier }) => tier === 'T2').length;
  const save = () => download('sameness.csv', csvOf(sameTable(sameness)));
  const matrix = h(
    'details',
    { class: 'data', open: changed > 0 && changed < sameness.length },
    h('summary', {}, 'Each arm in each cell'),
    tierMatrix(sameness),
  );
  return h(
    'section',
    { 'aria-labelledby': 'same' },
    h('h2', { id: 'same' }, 'What changed at all'),
    h('p', { class: 'caption' }, caption),
    h('dl', { class: 'tiers' }, ...tiers.map((tier) => tile(tier, sameness))),
    h(
      'div',
      { class: 'behind' },
      matrix,
      h('button', { type: 'button', class: 'quiet', onclick: save }, 'Download CSV'),
    ),
  );
}

const caption =
  'Arms in cells, each at the first that holds of: all answers equal bit for bit; equal to 1e-9 (estimators without Monte Carlo error of their own); equal within the Monte Carlo error of their chains; changed. Only what changed is tested.';

function tile(tier: Tier, sameness: readonly Sameness[]): HTMLElement {
  const count = sameness.filter((one) => one.tier === tier).length;
  const name = h('dt', {}, h('span', { class: `sign ${tier}`, 'aria-hidden': 'true' }, signs[tier]), tierWords[tier]);
  return h('div', { class: count === 0 ? 'none' : null }, name, h('dd', {}, count.toLocaleString('en-US')));
}

function tierMatrix(sameness: readonly Sameness[]): HTMLElement {
  const changes = new Map<string, number>();
  for (const { arm, tier } of sameness) changes.set(arm, (changes.get(arm) ?? 0) + tiers.indexOf(tier));
  const arms = [...changes.keys()].sort((a, b) => changes.get(b)! - changes.get(a)!);
  const cells = [...new Set(sameness.map(({ cell }) => cell))];
  const found = new Map(sameness.map((one) => [JSON.stringify([one.arm, one.cell]), one]));
  const [lines, columns] = [arms.slice(0, MOST_ARMS), cells.slice(0, MOST_CELLS)];
  const rows = lines.map((arm) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, arm),
      ...columns.map((cell) => tierCell(found.get(JSON.stringify([arm, cell])))),
    ),
  );
  const left = arms.length > lines.length || cells.length > columns.length;
  return h(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Each arm in each cell' },
    h(
      'table',
      { class: 'matrix' },
      h('caption', { class: 'hidden' }, 'Each arm in each cell'),
      h(
        'thead',
        {},
        h('tr', {}, h('th', { scope: 'col' }, 'Arm'), ...columns.map((cell) => h('th', { scope: 'col' }, cell))),
      ),
      h('tbody', {}, ...rows),
    ),
    left
      ? h(
          'p',
          { class: 'note' },
          `${lines.length} of ${arms.length} arms and ${columns.length} of ${cells.length} cells; the CSV has all.`,
        )
      : null,
  );
}

function tierCell(one: Sameness | undefined): HTMLElement {
  if (one === undefined) return h('td', {}, h('span', { class: 'hidden' }, 'not run'));
  const sign = h('span', { class: `sign ${one.tier}`, 'aria-hidden': 'true' }, signs[one.tier]);
  return h(
    'td',
    { title: `${tierWords[one.tier]}, n = ${one.n}` },
    sign,
    h('span', { class: 'hidden' }, tierWords[one.tier]),
  );
}

function sameTable(sameness: readonly Sameness[]) {
  const columns = ['cell', 'arm', 'tier', 'n'].map((key) => ({ key, title: key, numeric: key === 'n' }));
  return { columns, rows: sameness.map((one) => ({ ...one })) };
}
