import { type RuleId, ruleIds } from '../../../simulate/decision/request.ts';
import type { Surroundings, View } from '../figure.ts';
import { inOrder, symbolNamed } from './arms.ts';
import type { Panel } from './grid.ts';
import { groupBy } from './group.ts';
import type { Ladder, Rung } from './ladder.ts';
import { worldNames } from './names.ts';
import type { Regret } from './regretRows.ts';
import { ends, type Scored } from './rows.ts';

/** A stretch of a rule's line, upright. */
type RuleLine = { readonly id: RuleId; readonly x: number; readonly y1: number; readonly y2: number };

type RegretPanel = Panel<Rung> & { readonly lines: readonly RuleLine[] };
/** A world: a panel a sample size, a rung an arm, and below them a rung a rule. */
export type RegretLadder = Omit<Ladder, 'panels'> & { readonly panels: readonly RegretPanel[] };

/** space between arms and rules, in rungs */
const between = 0.5;

export function regretLadders(view: View, around: Surroundings, rows: readonly Regret[]): readonly RegretLadder[] {
  const worldOf = worldNames(view.data);
  const byWorld = groupBy(rows, ({ own }) => worldOf(own.cell));
  return [...byWorld].map(([world, all]) => {
    const arms = inOrder(
      view,
      all.map(({ own }) => own.arm),
    );
    const rules = ruleIds.filter((id) => all.some((regret) => regret.rules.some((rule) => rule.id === id)));
    const at: Heights = {
      arm: (arm) => arms.indexOf(arm),
      foot: arms.length - 0.5,
      rule: (id) => below(arms, rules, id),
    };
    const bySize = groupBy(
      all.toSorted((a, b) => a.own.periods - b.own.periods),
      ({ own }) => `${own.periods} weeks`,
    );
    return {
      world,
      panels: [...bySize].map(([title, inside]) => ({
        title,
        rows: [...inside.map(({ own }) => armRung(around, own, at.arm(own.arm))), ...ruleRungs(around, inside, at)],
        lines: ruleLines(inside, at),
      })),
      arms: [
        ...arms.map((label, y) => ({ y, label })),
        ...rules.map((id) => ({ y: at.rule(id), label: `rule: ${id}` })),
      ],
      sizes: [],
      rungs: rules.length === 0 ? arms.length : below(arms, rules, rules.at(-1)!) + 1,
    };
  });
}

type Heights = {
  readonly arm: (arm: string) => number;
  /** lower edge of the last arm's rung */
  readonly foot: number;
  readonly rule: (id: RuleId) => number;
};

const below = (arms: readonly string[], rules: readonly RuleId[], id: RuleId): number =>
  arms.length + between + rules.indexOf(id);

function armRung(around: Surroundings, row: Scored, y: number): Rung {
  const [lower, upper] = ends(row);
  const { arm } = row;
  return { row, y, lower, upper, color: around.color(arm), symbol: symbolNamed(around.symbol(arm)), off: false };
}

/** One mark a rule: on the datasets of the arm that decided most often, the first of them. */
function ruleMarks(inside: readonly Regret[]): ReadonlyMap<RuleId, Scored> {
  const marks = new Map<RuleId, Scored>();
  for (const { id, row } of inside.flatMap(({ rules }) => rules))
    if (row.n > (marks.get(id)?.n ?? -1)) marks.set(id, row);
  return marks;
}

function ruleRungs({ ink }: Surroundings, inside: readonly Regret[], at: Heights): readonly Rung[] {
  return [...ruleMarks(inside)].map(([id, row]) => {
    const [lower, upper] = ends(row);
    return { row, y: at.rule(id), lower, upper, color: ink.muted, symbol: 'diamond2', off: false };
  });
}

/** Each rule's line runs through the rungs of the arms, where it is at what the rule loses on that arm's own datasets, and
 *  below them to the rule's mark. */
function ruleLines(inside: readonly Regret[], at: Heights): readonly RuleLine[] {
  const beside = inside.flatMap(({ own, rules }) =>
    rules.map(({ id, row }) => ({ id, x: row.value, y1: at.arm(own.arm) - 0.5, y2: at.arm(own.arm) + 0.5 })),
  );
  const down = [...ruleMarks(inside)].map(([id, { value }]) => ({ id, x: value, y1: at.foot, y2: at.rule(id) }));
  return [...beside, ...down];
}
