import type { Plan } from '../experiment/plan/types.ts';
import { formatScore } from '../score/format.ts';
import { flaggedRows, mcmcErrorLimit } from '../score/measures/mcmcErrorShare.ts';
import { type PrimaryPolicy, primaryRows } from '../score/policies/primary.ts';
import type { Performance } from '../score/types.ts';
import { bold } from './style.ts';
import { type Column, table, width } from './table.ts';
import { wrap } from './wrap.ts';

const WIDEST = 100;

/** Rows of one arm, channel and estimand in one cell. */
type Line = { readonly first: Performance; readonly rows: readonly Performance[] };

/** What a table needs of a plan. */
type Tabled = Pick<Plan, 'levels' | 'policy'> & { readonly cells: readonly Pick<Plan['cells'][number], 'name'>[] };

/** What a study found, cell by cell, at most 100 columns wide: who was asked what, how far off, how often covered.
 *  Everything else is in performance.csv. */
export function performanceTables(plan: Tabled, rows: readonly Performance[], question?: string): string {
  const level = plan.levels.at(-1)!;
  const { policy = 'as-analyzed' } = plan;
  const shown = primaryRows(rows, policy);
  const flagged = new Set(flaggedRows(rows).map(questionOf));
  const cells = plan.cells.flatMap((cell) => {
    const lines = linesOf(
      shown.filter((row) => row.cell === cell.name && (row.channel !== '*' || row.measure === 'coverage')),
    );
    return lines.length === 0 ? [] : [[bold(cell.name), cellTable(lines, level, flagged)].join('\n')];
  });
  const head = question === undefined ? [] : [...wrap(question, WIDEST, ''), ''];
  return [...head, cells.join('\n\n'), '', ...legend(level, rows), ...declared[policy]].join('\n');
}

/** How failed fits count, where the study declares it. */
const declared: Readonly<Record<PrimaryPolicy, readonly string[]>> = {
  'as-analyzed': [],
  'complete-case': [
    'policy complete-case, as declared: on the replicates where every arm succeeded; failed counts the arm’s own.',
  ],
  fallback: ['policy fallback, as declared: a failed fit is replaced by the first arm of its chain that answered.'],
  strict: [
    'policy strict, as declared: a failed fit covers nothing; had all of them covered: strict-upper in performance.csv.',
  ],
};

function linesOf(rows: readonly Performance[]): readonly Line[] {
  const byKey = new Map<string, Performance[]>();
  for (const row of rows) {
    const key = [row.arm, row.estimand, row.channel].join('\0');
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [row]);
    else known.push(row);
  }
  return [...byKey.values()].map((group) => ({ first: group[0]!, rows: group }));
}

/** Where a row stands. */
const questionOf = ({ cell, arm, channel, estimand }: Performance): string =>
  JSON.stringify([cell, arm, channel, estimand]);

function cellTable(lines: readonly Line[], level: number, flagged: ReadonlySet<string>): string {
  const manyEstimands = new Set(lines.map(({ first }) => kindOf(first.estimand))).size > 1;
  const right = 'right' as const;
  return armTable(
    [
      { title: 'arm' },
      { title: 'channel' },
      ...(manyEstimands ? [{ title: 'estimand' }] : []),
      { title: 'truth', align: right },
      { title: 'bias', align: right },
      { title: 'bias %', align: right },
      { title: `coverage ${level}`, align: right },
      { title: 'n', align: right },
      { title: 'failed', align: right },
    ],
    lines.map(({ first, rows }, i) => {
      const find = (measure: string, at: number | null = null) =>
        rows.find((row) => row.measure === measure && row.level === at);
      const bias = find('bias');
      const relative = find('relative_bias');
      const coverage = find('coverage', level);
      const flag = flagged.has(questionOf(first)) ? ' †' : '';
      return [
        first.arm === lines[i - 1]?.first.arm ? '' : first.arm,
        first.channel === '*' ? 'all' : first.channel,
        ...(manyEstimands ? [kindOf(first.estimand) + (first.target === 'off' ? ' *' : '')] : []),
        first.channel === '*' ? '' : formatScore(find('mean_truth')?.value ?? null, null),
        bias === undefined
          ? ''
          : `${formatScore(bias.value, bias.mcse)}${flag}${!manyEstimands && first.target === 'off' ? ' *' : ''}`,
        relative === undefined ? '' : percent(relative),
        coverage === undefined ? '–' : share(coverage),
        String((bias ?? first).n),
        String(first.nFailed),
      ];
    }),
  );
}

/** Names of arms stand beside their channels, or above them where that would be too wide. */
function armTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const beside = table(columns, rows);
  if (width(beside.slice(0, beside.indexOf('\n'))) <= WIDEST) return beside;
  return table(
    columns.slice(1),
    rows.flatMap(([arm, name, ...cells]) => [...(arm === '' ? [] : [arm!]), [`  ${name}`, ...cells]]),
  );
}

/** A share and its Wilson interval to three places, whatever n: the table has to fit, and performance.csv has the rest. */
function share({ value, lower, upper }: Performance): string {
  if (value === null) return '–';
  const interval = lower === null || upper === null ? '' : ` [${lower.toFixed(3)}, ${upper.toFixed(3)}]`;
  return value.toFixed(3) + interval;
}

/** `roas.total[0..103+12]` → `roas.total` */
const kindOf = (estimand: string): string => estimand.replace(/\[.*$/, '');

function percent(row: Performance): string {
  if (row.value === null) return '–';
  return formatScore(100 * row.value, row.mcse === null ? null : 100 * row.mcse);
}

function legend(level: number, rows: readonly Performance[]): readonly string[] {
  return [
    `bias ± its Monte Carlo standard error; coverage of the ${level} interval [Wilson's 95 % interval].`,
    ...(rows.some(({ target }) => target === 'off')
      ? ['* the arm aims at another estimand than it is scored on: the cost of the wrong question, not of the fit.']
      : []),
    ...(flaggedRows(rows).length > 0
      ? [`† flagged: the fits' own Monte Carlo error is above ${mcmcErrorLimit} of their RMSE: sample longer.`]
      : []),
  ];
}

/** The flagged ones by arm, on one line; undefined where there are none. */
export function flaggedLine(rows: readonly Performance[]): string | undefined {
  const flagged = flaggedRows(rows);
  if (flagged.length === 0) return undefined;
  const arms = [...new Set(flagged.map(({ arm }) => arm))].map((name) => {
    const own = flagged.filter(({ arm }) => arm === name);
    const worst = Math.max(...own.map(({ value }) => value!));
    const cells = new Set(own.map(({ cell }) => cell)).size;
    return `${name} (up to ${worst.toFixed(2)}, in ${cells} ${cells === 1 ? 'cell' : 'cells'})`;
  });
  return `flagged: Monte Carlo error inside the fits is above ${mcmcErrorLimit} of the RMSE: ${arms.join(', ')}`;
}
