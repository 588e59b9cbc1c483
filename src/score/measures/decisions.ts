/** Measures of the decision that is made on a fit, one value a replicate each: what stands in performance.csv across
 *  channels where a study states `decision:`. The rules decide on the same datasets without a model, and their regret is
 *  counted where the arm has one. @see statistics.md §1, §3; docs/methods/decisions.md */
export const decisionMeasures = {
  regret: {
    about: 'share of what media bring at the best split that the split chosen by the fit loses',
    formula: 'mean (V(s*) − V(ŝ))/V(s*), V the true outcome less that without media',
  },
  regret_keep: { about: 'regret of keeping the split as it was', formula: 'the same of the factual shares' },
  regret_proportional: {
    about: 'regret of the shares of the period before',
    formula: 'the same of the shares of spend in as many periods before the window',
  },
  regret_equal: { about: 'regret of the same money for every channel', formula: 'the same of equal shares' },
  misplaced_budget: {
    about: 'share of the budget that stands elsewhere than at the best split',
    formula: 'mean ½ Σ |ŝ_c − s*_c|·spend_c / Σ s*_c·spend_c',
  },
  optimum_sd: {
    about: 'posterior sd of the best split, as a multiple of factual spend',
    formula: 'mean over channels of the sd of s_c over draws, mean over replicates',
  },
} as const;

export type DecisionMeasureId = keyof typeof decisionMeasures;

/** In the order of the tables. */
export const decisionMeasureIds = Object.keys(decisionMeasures) as readonly DecisionMeasureId[];
