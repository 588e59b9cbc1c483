import type { Plan } from '../experiment/plan/types.ts';
import { wrap } from './wrap.ts';

/** A remark where proper scores would mislead: on arms that were told the truth, whose prior is where it should not know to be. */
export function fixedTruthLines({ arms, cells }: Plan): readonly string[] {
  const told = arms.filter((arm) => arm.told?.includes('center') === true).map(({ name }) => name);
  if (told.length === 0) return [];
  const whose = told.length === 1 ? `${told[0]!} was` : `${told.length} arms (${told[0]!} …) were`;
  const text = [
    `warning: ${whose} told the truth to center a prior on, which wins by construction in interval_score and crps:`,
    'column told of estimates.csv and ensemble.csv.',
    ...(cells.some(({ world }) => world.draws === undefined)
      ? [
          'At one fixed truth so does any prior that happens to lie there: judge priors over many worlds, or drawn ones.',
        ]
      : []),
  ];
  return ['', ...wrap(text.join(' '), 100, '')];
}
