import type { Plan } from '../experiment/plan/types.ts';
import { formatScore } from '../score/format.ts';
import { type DecisionMeasureId, decisionMeasures } from '../score/measures/decisions.ts';
import { primaryRows } from '../score/policies/primary.ts';
import type { Performance } from '../score/types.ts';
import { bold } from './style.ts';
import { table } from './table.ts';
import { wrap } from './wrap.ts';

const WIDEST = 100;

type Decided = Pick<Plan, 'policy'> & {
  readonly cells: readonly Pick<Plan['cells'][number], 'name'>[];
  readonly arms: readonly Pick<Plan['arms'][number], 'name'>[];
};

/** What the decisions made on the fits cost, cell by cell, beside those of rules that need no fit; at most 100 columns.
 *  Empty where nothing was decided. */
export function decisionText(
  { cells, arms, policy = 'as-analyzed' }: Decided,
  all: readonly Performance[],
): readonly string[] {
  const rows = primaryRows(all, policy).filter(({ measure }) => Object.hasOwn(decisionMeasures, measure));
  if (rows.length === 0) return [];
  const about =
    'regret: true outcome lost against the best split of the budget, in % of all that media bring there. misplaced: % of the budget that stands elsewhere than there. sd: of the best split over the fit’s draws, as a multiple of spend.';
  const right = 'right' as const;
  const columns = ['regret %', 'misplaced %', 'sd', 'n', 'failed'].map((title) => ({ title, align: right }));
  const tables = cells.flatMap(({ name }) => {
    const own = rows.filter(({ cell }) => cell === name);
    const lines = [...arms.flatMap((arm) => armLine(own, arm.name)), ...ruleLines(own)];
    return lines.length === 0
      ? []
      : ['', bold(`decisions: ${name}`), table([{ title: 'split by' }, ...columns], lines)];
  });
  return [...tables, '', ...wrap(about, WIDEST, '')];
}

function armLine(rows: readonly Performance[], arm: string): readonly (readonly string[])[] {
  const find = (measure: DecisionMeasureId) => rows.find((row) => row.arm === arm && row.measure === measure);
  const regret = find('regret');
  if (regret === undefined) return [];
  const spread = find('optimum_sd');
  return [
    [
      ...[arm, percent(regret), percent(find('misplaced_budget'))],
      spread === undefined ? '' : formatScore(spread.value, spread.mcse),
      ...[String(regret.n), String(regret.nFailed)],
    ],
  ];
}

const rules: readonly (readonly [DecisionMeasureId, string])[] = [
  ['regret_keep', 'rule: as it was'],
  ['regret_proportional', 'rule: as in the period before'],
  ['regret_equal', 'rule: equal'],
];

/** On the datasets of the arm that has most: the rules are the same beside every arm. */
function ruleLines(rows: readonly Performance[]): readonly (readonly string[])[] {
  return rules.flatMap(([measure, title]) => {
    const own = rows.filter((row) => row.measure === measure);
    if (own.length === 0) return [];
    const most = own.reduce((a, b) => (b.n > a.n ? b : a));
    return [[title, percent(most), '', '', String(most.n), '']];
  });
}

/** A share that no search for the best split tells from 0. */
const NOTHING = 1e-9;

function percent(row: Performance | undefined): string {
  if (row === undefined) return '';
  const { value, mcse } = row;
  if (value !== null && Math.abs(value) < NOTHING) return '0';
  return formatScore(value === null ? null : 100 * value, mcse === null ? null : 100 * mcse);
}
