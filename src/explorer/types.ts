/** One slider: a number of the world that a study sets by the same key. */
export type Dial = {
  /** as under `set:` of a study: `dials.confounding`, `nodes.revenue.outcome.noise.normal` */
  readonly key: string;
  readonly label: string;
  /** channel whose curve it bends; left out: the whole world */
  readonly channel?: string;
  /** the value as the world is written, which need not be set */
  readonly written: number;
  /** in the order of the slider, from its left to its right end; `written` is among them */
  readonly values: readonly number[];
};

/** A world as the page needs it: known when the page is built, so that nothing waits for a worker. */
export type ExplorerWorld = {
  readonly name: string;
  readonly about: string;
  readonly theme: string;
  /** the scenario file */
  readonly text: string;
  readonly channels: readonly string[];
  /** a channel that other channels feed: what the two-stage arm asks for */
  readonly mediator?: string;
  /** has any channel a way to the outcome through something else? Direct effects are then asked for too */
  readonly mediated: boolean;
  /** curve of the Bayesian arm */
  readonly saturation: string;
  readonly dials: readonly Dial[];
};

/** What is asked of the arms, and shown. */
export type Question = 'roas.total' | 'roas.direct';

/** All that the page's controls say. */
export type State = {
  readonly world: string;
  /** dials that are not where the world is written, by key */
  readonly set: Readonly<Record<string, number>>;
  readonly periods: number;
  readonly seed: number;
  readonly replicates: number;
  /** curves of all arms but the Bayesian one: those of the world, or a rule of thumb */
  readonly curves: 'truth' | 'default';
  /** of the Bayesian arm's prior on ROAS; null: its default prior, on the size of effects */
  readonly strength: number | null;
  /** median of that prior, as a multiple of the true value */
  readonly center: number;
  readonly question: Question;
};
