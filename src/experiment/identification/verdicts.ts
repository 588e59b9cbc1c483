import { canonicalJson } from '../../core/hash.ts';
import { estimandKey } from '../../dataset/estimand.ts';
import { causalReading } from '../../scenario/causalGraph.ts';
import type { Verdict } from '../../score/miss.ts';
import type { Plan } from '../plan/types.ts';
import { conditionsOf } from './conditions.ts';
import { openMemo } from './memo.ts';
import { adjustsForAll, identifiedBy, questionOf } from './question.ts';

/** What the graph says of a question, and of a fit that is to answer it. */
export type Verdicts = {
  /** in the order of the cell's estimands; indices into the plan */
  readonly of: (cell: number, arm: number) => readonly Verdict[];
  /** by the names that a row of performance has; undefined for questions across channels */
  readonly named: (cell: string, arm: string, channel: string, estimand: string) => Verdict | undefined;
};

/** Every verdict of a plan, worked out when first asked for, and once for cells that differ in numbers only. Rows are not
 *  asked, so a journal of older code has verdicts too. */
export function verdictsOf(plan: Pick<Plan, 'cells' | 'arms'>): Verdicts {
  const remembered = openMemo();
  const readingIn = (c: number) =>
    remembered(`reading ${c}`, () => {
      const { world, recording } = plan.cells[c]!;
      const reading = recording === undefined ? causalReading(world) : null;
      return {
        reading,
        key: canonicalJson(reading === null ? null : [reading.graph, reading.observed, reading.outcome]),
      };
    });
  const of = (c: number, a: number): readonly Verdict[] =>
    remembered(`verdicts ${c} ${a}`, () => {
      const { world, estimands, conditioning } = plan.cells[c]!;
      const arm = plan.arms[a]!;
      const { reading, key } = readingIn(c);
      const own = conditioning[a] ?? null;
      if (reading === null || own === null) return estimands.map(() => ({ identified: 'unknown', adjusts: null }));
      const fits = conditionsOf(reading, world, arm, own);
      return estimands.map((estimand): Verdict => {
        const question = questionOf(reading, world, estimand);
        const asked = `${canonicalJson([question.channel, question.parts])} ${key}`;
        const identified = remembered(`identified ${asked}`, () => identifiedBy(reading, question));
        // who is told the truth, or does not know the channel, adjusts for nothing
        if (arm.told?.includes('effects') || !own.variables.includes(question.channel))
          return { identified, adjusts: null };
        const answers = fits.map((fit) =>
          remembered(`adjusts ${canonicalJson(fit)} ${asked}`, () => adjustsForAll(reading, world, question, fit)),
        );
        return { identified, adjusts: answers.every((one) => one === answers[0]) ? answers[0]! : null };
      });
    });
  const cells = new Map(plan.cells.map(({ name }, i) => [name, i]));
  const arms = new Map(plan.arms.map(({ name }, i) => [name, i]));
  return {
    of,
    named: (cell, arm, channel, estimand) => {
      const c = cells.get(cell)!;
      const places = remembered(
        `places ${c}`,
        () => new Map(plan.cells[c]!.estimands.map((one, i) => [`${one.channel} ${estimandKey(one)}`, i])),
      );
      return of(c, arms.get(arm)!)[places.get(`${channel} ${estimand}`) ?? -1];
    },
  };
}
