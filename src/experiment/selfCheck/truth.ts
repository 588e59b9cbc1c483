import { normalCdf, normalQuantile } from '../../core/distributions.ts';
import { estimandKey } from '../../dataset/estimand.ts';
import { normalPdf } from '../../estimate/oracle/normalPdf.ts';
import { channelsOf } from '../../scenario/graph.ts';
import { rankAccuracyId } from '../../score/measures/rankAccuracy.ts';
import { questionKey, questions } from '../../score/questions.ts';
import type { KnownAnswer } from '../../score/selfCheck.ts';
import type { Plan, PlannedArm, PlannedCell } from '../plan/types.ts';

type Question = Required<Pick<KnownAnswer, 'cell' | 'channel' | 'estimand'>>;

/** What must come out of measures that look at the truth itself, for the oracles with plain normal noise: known where the
 *  world is so simple that its ROAS is the number in its file.
 *  @see statistics.md §3 */
export function knownAtTruth(plan: Plan): readonly KnownAnswer[] {
  return plan.cells.flatMap((cell) => {
    const truths = cell.estimands.map(({ channel, kind }) => (kind === 'roas.total' ? plainRoas(cell, channel) : null));
    return plan.arms.flatMap((arm) => [
      ...cell.estimands.flatMap((estimand, k): readonly KnownAnswer[] => {
        const question = { cell: cell.name, channel: estimand.channel, estimand: estimandKey(estimand) };
        const truth = truths[k]!;
        if (truth === null) return [];
        if (arm.use === 'oracle-shifted') return shiftedAt(arm, truth, question);
        return arm.use === 'oracle-normal' ? noisyAt(arm, truth, question, plan.levels) : [];
      }),
      ...(arm.use === 'oracle-normal' ? acrossChannels(arm, cell, truths, plan.levels) : []),
    ]);
  });
}

/** The effect of a channel that acts on the outcome and nothing else, in proportion, in the same period; null for others. */
function plainRoas({ world }: PlannedCell, channel: string): number | null {
  const arrows = world.nodes.flatMap(({ name, terms }) => terms.map((term) => ({ ...term, to: name })));
  const own = arrows.filter(({ from }) => from === channel);
  const [only] = own;
  if (own.length !== 1 || only!.to !== world.outcome || only!.adstock !== null || only!.saturation !== null)
    return null;
  return channelsOf(world).includes(channel) ? only!.effect : null;
}

/** Errors N(δ, sd²). */
function shiftedAt({ name: arm, settings }: PlannedArm, truth: number, question: Question): readonly KnownAnswer[] {
  const { delta } = settings as { readonly delta: number };
  const overall = (measure: string, expected: number) => ({ ...question, arm, measure, level: null, expected });
  return [
    overall('mean_truth', truth),
    overall('mean_estimate', truth + delta),
    overall('relative_bias', delta / truth),
  ];
}

/** With λ = θ/sd, significant is λ + Z beyond ±z: above with Φ(λ − z), below, with the wrong sign, with Φ(−λ − z); and
 *  E|λ + Z| over both is λ(above − below) + φ(z − λ) + φ(z + λ).
 *  @see Gelman & Carlin (2014) */
function noisyAt(
  { name: arm, settings }: PlannedArm,
  truth: number,
  question: Question,
  levels: readonly number[],
): readonly KnownAnswer[] {
  const lambda = truth / (settings as { readonly sd: number }).sd;
  return levels.flatMap((level) => {
    const z = normalQuantile((1 + level) / 2);
    const [above, below] = [normalCdf(lambda - z), normalCdf(-lambda - z)];
    const size = lambda * (above - below) + normalPdf(z - lambda) + normalPdf(z + lambda);
    return [
      { ...question, arm, measure: 'sign_error', level, expected: below / (above + below) },
      { ...question, arm, measure: 'exaggeration', level, expected: size / (lambda * (above + below)) },
    ];
  });
}

/** Two channels with noises of their own are in order with Φ(|θ₁ − θ₂|/(sd·√2)). */
function acrossChannels(
  { name: arm, settings }: PlannedArm,
  { name: cell, estimands }: PlannedCell,
  truths: readonly (number | null)[],
  levels: readonly number[],
): readonly KnownAnswer[] {
  const { sd } = settings as { readonly sd: number };
  return questions(estimands).flatMap((members): readonly KnownAnswer[] => {
    const [one, two] = members.map((k) => truths[k]!);
    if (members.length !== 2 || one === null || two === null) return [];
    const question = { cell, arm, channel: '*', estimand: questionKey(members.map((k) => estimands[k]!)) };
    const ordered = normalCdf(Math.abs(one! - two!) / (sd * Math.SQRT2));
    return [
      { ...question, measure: rankAccuracyId, level: null, expected: ordered },
      ...levels.map((level) => ({ ...question, measure: 'coverage', level, expected: level })),
    ];
  });
}
