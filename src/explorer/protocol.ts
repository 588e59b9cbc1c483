import type { Question } from './types.ts';

/** One arm of one study: what a worker is to run from replicate 0 on. A later job takes the place of this one. */
export type Job = {
  readonly kind: 'job';
  /** counts up with every change of the page's state; answers carry it back, and old ones are dropped */
  readonly generation: number;
  /** of a study with this arm alone */
  readonly study: string;
  /** the scenario file that the study names */
  readonly world: string;
  /** 0: nothing to do, the last job is of no use any more */
  readonly replicates: number;
  /** send the first dataset too */
  readonly scene: boolean;
};

/** One channel and question of one attempt, with the truth; nulls where there is none. */
export type Answer = {
  readonly channel: string;
  readonly question: Question;
  readonly truth: number | null;
  readonly point: number | null;
  readonly se: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
};

export type Row = {
  readonly replicate: number;
  readonly unit: string;
  readonly digest: string;
  readonly status: string;
  readonly reason?: string;
  readonly answers: readonly Answer[];
};

/** What the rows so far come to, as performance.csv has it. */
export type Summary = {
  readonly channel: string;
  readonly question: Question;
  /** `off`: what the arm conditions on makes it answer another question */
  readonly target: 'on' | 'off' | 'unknown';
  readonly bias: Measured;
  readonly relativeBias: Measured;
  readonly coverage: Measured;
};

export type Measured = { readonly value: number | null; readonly mcse: number | null; readonly n: number };

/** The first dataset and its true response curves. */
export type Scene = {
  readonly outcome: { readonly name: string; readonly values: Float64Array };
  readonly channels: readonly { readonly name: string; readonly spend: Float64Array }[];
  /** contribution at multiples of the spend there is */
  readonly curves: readonly {
    readonly channel: string;
    readonly scale: readonly number[];
    readonly contribution: readonly number[];
  }[];
};

export type Told = { readonly generation: number } /** the job is begun */ & (
  | { readonly kind: 'taken' }
  | {
      readonly kind: 'rows';
      readonly rows: readonly Row[];
      readonly summary: readonly Summary[];
      readonly done: boolean;
    }
  | { readonly kind: 'scene'; readonly scene: Scene }
  | { readonly kind: 'wrong'; readonly message: string }
);
