import type { Estimand, EstimandKind, EstimandRequest } from '../../dataset/estimand.ts';
import type { DataSpec } from '../../dataset/spec.ts';
import type { Conditioning } from '../../estimate/contract.ts';
import type { World } from '../../scenario/world.ts';
import type { PrimaryPolicy } from '../../score/policies/primary.ts';
import type { DecisionRequest } from '../../simulate/decision/request.ts';
import type { Adjustment, ControlChoice, GraphEdits } from '../adjust/types.ts';
import type { Claim } from '../claims/types.ts';
import type { TargetMcse } from '../planning/target.ts';
import type { Recordable } from '../readings/recordable.ts';
import type { CalibrationRequest } from '../sbc/asStudy.ts';
import type { Margins } from '../study/margins.ts';
import type { Limits } from '../study/study.ts';

/** Data that are read, not simulated. */
export type Recording = {
  /** of the CSVs, from the folder of the study file */
  readonly folder: string;
  readonly data: DataSpec;
  /** by replicate; values in the order of the cell's estimands */
  readonly datasets: readonly {
    readonly file: string;
    readonly digest: string;
    readonly values: readonly (number | null)[];
  }[];
};

/** What an arm conditions on in a cell, and what became of its `adjust:`; left out where it gets all controls. */
export type PlannedConditioning = Conditioning & { readonly adjustment?: Adjustment };

/** One world at one sample size. */
export type PlannedCell = {
  /** hash of the world, the periods and the rng version, hex */
  readonly id: string;
  /** `hidden-demand[confounding=0.3]@104` */
  readonly name: string;
  readonly scenario: string;
  /** what the study sets in the scenario, sweeps resolved */
  readonly set: Readonly<Record<string, unknown>>;
  readonly periods: number;
  readonly world: World;
  /** of a recorded world, whose `world` then has its series alone */
  readonly recording?: Recording;
  /** every question for every channel, in the order of truths and effects */
  readonly estimands: readonly Estimand[];
  /** what each arm of the plan conditions on here, in the order of the arms; null for arms that do not run here */
  readonly conditioning: readonly (PlannedConditioning | null)[];
};

/** Does an arm run in a cell? Indices into the plan. */
export function runsIn(plan: Pick<Plan, 'cells'>, cell: number, arm: number): boolean {
  return (plan.cells[cell]?.conditioning[arm] ?? null) !== null;
}

/** One estimator with all of its settings. */
export type PlannedArm = {
  /** hash of estimator, settings and, for a file of the user's, its source */
  readonly id: string;
  /** `bayesian[strength=4,center=truth×1]` */
  readonly name: string;
  readonly use: string;
  /** as the estimator's schema gives them, but for what is taken from the truth, replicate by replicate */
  readonly settings: unknown;
  readonly aims?: EstimandKind;
  /** names of the arms that answer where it fails, in order */
  readonly fallback?: readonly string[];
  /** what of the truth it is told: `curves`, `center`, `lift_tests`, `effects`; left out for an arm that knows only the data */
  readonly told?: readonly string[];
  /** left out: the data as they are, geo by geo where they have geos */
  readonly data?: 'national';
  /** which controls the estimator gets; left out: all. What that is in each cell stands in its conditioning */
  readonly adjust?: ControlChoice;
  /** of the analyst, beside the scenario's; left out: the scenario's */
  readonly graph?: GraphEdits;
  /** SHA-256 of a user's own file */
  readonly source?: string;
  /** estimated work of one fit per period of data, in units of one simulation per period */
  readonly cost: number;
};

/** Estimated work of one block, in units of one simulated period: never a measured time, so that shards are the same everywhere. */
export type CostFormula = { readonly unit: string; readonly simulate: number };

/** What is judged in a study of calibration, in the order of its ranks. */
export type PlannedCalibration = CalibrationRequest & { readonly quantities: readonly string[] };

/** What rows depend on beside the plan. */
export type Versions = {
  readonly plumbline: string;
  readonly rng: string;
  /** SHA-256 of package-lock.json, null in an installed package */
  readonly lockfile: string | null;
  /** SHA-256 of the compiled code that makes rows, null where nothing is compiled */
  readonly code: string | null;
};

/** A resolved study as plain JSON: all that running, replaying and reading need. */
export type Plan = {
  readonly format: 1;
  readonly name: string;
  readonly question?: string;
  readonly seed: number;
  readonly replicates: number;
  /** Monte Carlo errors at which the study stops; left out: at its replicates */
  readonly target?: TargetMcse;
  /** how failed fits count in its tables; left out: as analyzed */
  readonly policy?: PrimaryPolicy;
  /** what a comparison of two versions tolerates; left out: the defaults of `compare` */
  readonly margins?: Margins;
  readonly levels: readonly number[];
  readonly estimands: readonly EstimandRequest[];
  /** what is decided on every fit; left out: nothing */
  readonly decision?: DecisionRequest;
  readonly convergence?: { readonly rhat: number; readonly essPerChain: number };
  readonly limits: Limits;
  readonly claims: readonly Claim[];
  /** what rows keep beyond effects; left out: nothing */
  readonly record?: readonly Recordable[];
  /** a study of calibration: one cell, one arm, a replicate a simulation */
  readonly calibration?: PlannedCalibration;
  readonly versions: Versions;
  readonly cost: CostFormula;
  readonly cells: readonly PlannedCell[];
  readonly arms: readonly PlannedArm[];
};
