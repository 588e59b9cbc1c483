/** Which figure of which study docs/findings/estimators.md shows, and what it shows of it.
 *  `file` is the picture's name where a study has several.
 *  @typedef {import('../../src/report/figures/gallery.ts').Shown} Shown
 *  @type {readonly { study: string, id: string, shown?: Shown, file?: string }[]} */
export const pictures = [
  { study: 'estimator-penalized', id: 'bias', shown: { scenarios: ['collinear'], estimands: ['roas.total'] } },
  { study: 'estimator-log-linear', id: 'bias', shown: { arms: ['log-linear', 'ols'], channels: ['tv'] } },
  { study: 'estimator-log-log', id: 'bias', shown: { scenarios: ['constant-elasticity'] } },
  { study: 'estimator-polynomial', id: 'bias', shown: { channels: ['tv', 'search'] } },
  {
    study: 'estimator-non-negative',
    id: 'coverage',
    shown: { scenarios: ['wrong-sign'], arms: ['ols', 'signed', 'freed'], channels: ['display', 'search'] },
  },
  {
    study: 'estimator-bayesian-linear',
    id: 'bias',
    shown: { arms: ['laws', 'default', 'doubled', 'ols'], channels: ['social', 'search'] },
  },
  {
    study: 'estimator-effect-share-ridge',
    id: 'bias',
    shown: { scenarios: ['unequal-returns'], channels: ['tv', 'social'] },
  },
  { study: 'estimator-trees', id: 'bias', shown: { channels: ['tv', 'search'], estimands: ['roas.total'] } },
  {
    study: 'estimator-campaign-hierarchy',
    id: 'bias',
    shown: {
      arms: ['partial', 'complete', 'none'],
      channels: ['search_brand', 'search_competitor', 'social_retargeting'],
    },
  },
  {
    study: 'estimator-time-varying',
    id: 'bias',
    shown: { scenarios: ['time-varying-effect', 'trend-break'], arms: ['ols', 'time-varying'], channels: ['search'] },
  },
  {
    study: 'estimator-model-average',
    id: 'coverage',
    shown: { scenarios: ['saturation-logistic'], channels: ['tv'] },
  },
  {
    study: 'estimator-deconfounder',
    id: 'bias',
    shown: { arms: ['ols', 'deconfounder'], channels: ['tv', 'search', 'display'] },
  },
  {
    study: 'estimator-front-door',
    id: 'bias',
    shown: { scenarios: ['front-door-leaky'], arms: ['carried', 'regression'], channels: ['tv'] },
  },
  { study: 'estimator-two-stage-least-squares', id: 'bias', shown: { channels: ['tv'] } },
  { study: 'estimator-sensitivity', id: 'bias', shown: { arms: ['blind', 'told'], channels: ['search'] } },
  { study: 'estimator-lift-tests', id: 'coverage', shown: { channels: ['search'] } },
  {
    study: 'estimator-lift-tests-bayesian',
    id: 'bias',
    shown: { scenarios: ['hidden-demand'], channels: ['search', 'social'] },
  },
  { study: 'decisions', id: 'regret' },
];
