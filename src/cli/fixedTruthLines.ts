import type { Plan } from '../experiment/plan/types.ts';

/** A remark where proper scores would mislead: a prior that was told the truth meets that truth again and again. */
export function fixedTruthLines({ arms, cells }: Plan): readonly string[] {
  const told = arms.filter((arm) => arm.told?.includes('center') === true);
  if (told.length === 0 || cells.every(({ world }) => world.draws !== undefined)) return [];
  return [
    '',
    'warning: interval_score and crps are means over the truths that were met. At one fixed truth a prior that is centered',
    `on it wins by construction (${told.length === 1 ? told[0]!.name : `${told.length} arms here`}); average over worlds: ensemble.csv.`,
  ];
}
