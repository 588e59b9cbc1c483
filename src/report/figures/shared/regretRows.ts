import { type RuleId, ruleIds } from '../../../simulate/decision/request.ts';
import { estimandName } from '../../data/estimandName.ts';
import type { View } from '../figure.ts';
import { type Scored, scored } from './rows.ts';

/** What the decisions on an arm's fits lose in a cell, and what the rules lose on the same datasets. */
export type Regret = {
  readonly own: Scored;
  readonly rules: readonly { readonly id: RuleId; readonly row: Scored }[];
};

/** A decision is one of all channels together; rows of another kind with the same measure are not its own. */
const isOfDecision = ({ channel, estimand }: Scored): boolean =>
  channel === '*' && estimandName(estimand).startsWith('decision.');

/** Every arm and cell that the filters let through and that has decisions to count. */
export function regrets(view: View): readonly Regret[] {
  const rules = ruleIds.map((id) => {
    const rows = scored(view, `regret_${id}`, null).filter(isOfDecision);
    return { id, rows: new Map(rows.map((row) => [keyOf(row), row])) };
  });
  return scored(view, 'regret', null)
    .filter(isOfDecision)
    .map((own) => ({
      own,
      rules: rules.flatMap(({ id, rows }) => {
        const row = rows.get(keyOf(own));
        return row === undefined ? [] : [{ id, row }];
      }),
    }));
}

const keyOf = ({ cell, arm, estimand }: Scored): string => JSON.stringify([cell, arm, estimand]);
