import type { ExplorerWorld, State } from './types.ts';

export type Arm = {
  readonly name: string;
  /** for people */
  readonly label: string;
  /** its entry under `estimators:`, in YAML's flow style */
  readonly yaml: string;
};

/** The arms that a world has under a state, in the order they are shown. */
export function armsOf(world: ExplorerWorld, state: State): readonly Arm[] {
  const media = state.curves === 'truth' ? '{ given: truth }' : 'default';
  const prior =
    state.strength === null
      ? ''
      : `roas_prior: { base_sd: 1, strength: ${state.strength}, center: ${state.center === 1 ? 'truth' : `{ truth: ${state.center} }`} }, `;
  const all: readonly Arm[] = [
    { name: 'ols', label: 'OLS', yaml: `{ use: ols, media: ${media} }` },
    {
      name: 'elastic-net',
      label: 'Elastic net',
      yaml: `{ use: elastic-net, media: ${media}, l1_ratio: [0.1, 0.9], penalties: { count: 20, min_ratio: 0.001 }, cross_validation: { folds: 5, scheme: expanding }, intervals: { bootstrap: 50, select: once } }`,
    },
    {
      name: 'bayesian-mmm',
      label: 'Bayesian MMM',
      yaml: `{ use: bayesian-mmm, saturation: ${world.saturation}, ${prior}sampler: { chains: 2, warmup: 150, draws: 250 } }`,
    },
  ];
  if (world.mediator === undefined) return all;
  const mediatorMedia = state.curves === 'truth' ? ', mediator_media: { given: truth }' : '';
  return [
    ...all,
    {
      name: 'two-stage',
      label: 'Two-stage',
      yaml: `{ use: two-stage-mediation, mediator: ${world.mediator}, media: ${media}${mediatorMedia} }`,
    },
  ];
}

/** The level of the intervals that are shown. */
const LEVEL = 0.95;

/** The study that says the same as the page: what the workers run, and what `plumbline run` reproduces.
 *  @param arms those to run; default all */
export function studyText(world: ExplorerWorld, state: State, arms: readonly Arm[] = armsOf(world, state)): string {
  const set = Object.entries(state.set).map(([key, value]) => `${key}: ${value}`);
  const scenario = set.length === 0 ? world.name : `{ use: ${world.name}, set: { ${set.join(', ')} } }`;
  return [
    `name: explored-${world.name}`,
    `question: How far off is each estimator's ROAS in ${world.name}, with these dials?`,
    `scenarios: [${scenario}]`,
    `periods: ${state.periods}`,
    'estimators:',
    ...arms.map(({ name, yaml }) => `  ${name}: ${yaml}`),
    `estimands: [${world.mediated ? 'roas.total, roas.direct' : 'roas.total'}]`,
    `replicates: ${state.replicates}`,
    `levels: [${LEVEL}]`,
    `seed: ${state.seed}`,
    '',
  ].join('\n');
}
