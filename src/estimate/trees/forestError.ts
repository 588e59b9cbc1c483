import { sd } from '../../core/stats.ts';
import type { Ensemble } from '../../inference/trees/types.ts';
import type { Effect } from '../contract.ts';
import type { Counterfactuals, Predictor } from '../counterfactual.ts';

/** Groups of trees that the error is taken from: with ten it is known to a quarter of itself. */
const groups = 10;

/** Effects with their Monte Carlo error: how far a forest of so many trees is from one of endlessly many on the same data.
 *  Each group of trees is a small forest, and a forest's effect is the mean of its trees'. Left out where a group would have
 *  no two trees. */
export function withForestError(
  effects: readonly (Effect | null)[],
  ensemble: Ensemble,
  questions: Counterfactuals,
  predict: (ensemble: Ensemble) => Predictor,
): readonly (Effect | null)[] {
  const { trees } = ensemble;
  const size = Math.floor(trees.length / groups);
  if (size < 2) return effects;
  const answers = Array.from({ length: groups }, (_, g) =>
    questions.answers(predict({ ...ensemble, scale: 1 / size, trees: trees.slice(g * size, (g + 1) * size) })),
  );
  return effects.map((effect, e) => {
    if (effect === null) return null;
    const spread = sd(answers.map((answer) => answer.effects[e]!));
    return { ...effect, mcse: spread * Math.sqrt(size / trees.length) };
  });
}
