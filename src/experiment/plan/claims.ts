import type { Finding } from '../../core/document.ts';
import { estimandKinds } from '../../dataset/estimand.ts';
import { channelsOf } from '../../scenario/graph.ts';
import { rankAccuracyId } from '../../score/measures/rankAccuracy.ts';
import { measures } from '../../score/measures/registry.ts';
import type { Study } from '../study/study.ts';
import { unknownWord } from './findings.ts';
import type { PlannedArm, PlannedCell } from './types.ts';

const measureIds = [...Object.keys(measures), rankAccuracyId];

/** Words of claims that name nothing in the study: found before the run, not after it. An arm goes by its full name or by
 *  the one it has in the file, a scenario by its own name or that of one cell. */
export function claimFindings(
  { claims }: Pick<Study, 'claims'>,
  cells: readonly PlannedCell[],
  arms: readonly { readonly arm: PlannedArm; readonly written: { readonly name: string } }[],
): readonly Finding[] {
  const known = {
    arm: unique(arms.flatMap(({ arm, written }) => [written.name, arm.name])),
    scenario: unique(cells.flatMap(({ scenario, name }) => [scenario, name, name.replace(/@\d+$/, '')])),
    channel: unique(cells.flatMap(({ world }) => channelsOf(world))),
    measure: measureIds,
    estimand: estimandKinds,
  };
  return claims.flatMap((claim, i) =>
    (Object.keys(known) as (keyof typeof known)[]).flatMap((key): Finding[] => {
      const word = key === 'estimand' ? kindOf(claim.estimand) : claim[key];
      if (word === undefined || (known[key] as readonly string[]).includes(word)) return [];
      return [{ path: ['claims', i, key], ...unknownWord(key, word, known[key]) }];
    }),
  );
}

const unique = (words: readonly string[]): readonly string[] => [...new Set(words)];

/** `roas.total[0..103+12]` → `roas.total` */
const kindOf = (estimand: string | undefined): string | undefined => estimand?.replace(/\[.*$/, '');
