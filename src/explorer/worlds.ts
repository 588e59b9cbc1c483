/** The shipped worlds worth turning dials of, by theme: national, weekly or so, and quick to simulate. Regions are left
 *  out: a hundred of them are not fitted within a second. */
export const explorerWorlds: Readonly<Record<string, readonly string[]>> = {
  'Nothing hidden': ['clean', 'jin-2017', 'jin-2017-hill-pair'],
  'Causes hidden, seen, or seen badly': [
    ...['hidden-demand', 'seen-demand', 'noisy-proxy-demand', 'paid-search', 'paid-search-noisy-proxy'],
    ...[
      'unobserved-confounder',
      'shared-confounder',
      'confounded-linear',
      'hidden-holidays',
      'seen-holidays',
      'reverse-causality',
      'placebo',
      'instrument',
      'instrument-leaky',
    ],
  ],
  Funnels: [
    ...['social-funnel', 'social-funnel-hidden-demand', 'confounded-funnel', 'two-mediators'],
    ...['full-mediation', 'partial-mediation', 'front-door', 'front-door-leaky', 'confounded-mediator'],
  ],
  Colliders: ['collider-site-visits', 'collider-brand-survey'],
  'How money is spent': [
    'small-beside-big',
    'campaigns',
    'campaigns-outlier',
    'unequal-returns',
    'collinear',
    'constant-spend',
    'on-off-flights',
    'pulsed-spend',
  ],
  'Carryover and saturation': [
    ...['delayed-adstock', 'weibull-adstock', 'long-adstock', 'saturation-first', 'saturation-linear'],
    ...[
      'saturation-logistic',
      'saturation-tanh',
      'saturation-michaelis-menten',
      'saturation-root',
      'saturation-s-shaped',
    ],
  ],
  'Effects and errors of other kinds': [
    ...['wrong-sign', 'synergy', 'time-varying-effect', 'trend-break', 'price-elasticity', 'heavy-tails', 'ar1-errors'],
    ...['random-parameters', 'conjugate-linear', 'constant-elasticity', 'threshold-season'],
  ],
  'How data are recorded': ['missing-weeks', 'spend-outliers'],
};

/** The world that the page opens with. */
export const FIRST_WORLD = 'hidden-demand';
