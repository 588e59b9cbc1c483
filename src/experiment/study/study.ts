import { locate, parseYamlDocument, readSource } from '../../core/document.ts';
import { InputError } from '../../core/errors.ts';
import { closest } from '../../core/spelling.ts';
import type { EstimandKind, EstimandRequest } from '../../dataset/estimand.ts';
import type { PrimaryPolicy } from '../../score/policies/primary.ts';
import type { DecisionRequest } from '../../simulate/decision/request.ts';
import type { Claim } from '../claims/types.ts';
import { decisionRequest } from '../decision/schema.ts';
import { replicatesOf } from '../planning/schema.ts';
import type { TargetMcse } from '../planning/target.ts';
import type { Recordable } from '../readings/recordable.ts';
import { asStudy, type CalibrationRequest } from '../sbc/asStudy.ts';
import { sbcSchema } from '../sbc/schema.ts';
import { claimsOnlySchema, sourceOf, withoutData } from './claimsOnly.ts';
import { estimandRequest } from './estimandRequest.ts';
import type { Margins } from './margins.ts';
import { type StudyDocument, studySchema } from './schema.ts';
import { isMapping } from './sweep.ts';

/** A scenario with what the study sets in it; sweeps not yet expanded. */
export type StudyScenario = { readonly use: string; readonly set: Readonly<Record<string, unknown>> };

/** An arm as written: estimator and settings; sweeps not yet expanded. */
export type StudyArm = {
  readonly name: string;
  readonly use: string;
  readonly aims?: EstimandKind;
  /** names of the scenarios it runs on; default all */
  readonly scenarios?: readonly string[];
  /** names of the arms that answer where it fails, in order */
  readonly fallback?: readonly string[];
  readonly settings: Readonly<Record<string, unknown>>;
};

/** Backstops of one attempt, held by the parent process. */
export type Limits = {
  readonly seconds?: number | undefined;
  /** resident size of the child process, in 10⁶ bytes */
  readonly megabytes?: number | undefined;
};

/** A study as written, checked and with its defaults. What it refers to is looked up by `planStudy`. */
export type Study = {
  /** the file it came from, for messages */
  readonly file: string;
  readonly text: string;
  readonly name: string;
  readonly question?: string;
  readonly scenarios: readonly StudyScenario[];
  /** of simulated worlds; empty where there are none */
  readonly periods: readonly number[];
  readonly arms: readonly StudyArm[];
  readonly estimands: readonly EstimandRequest[];
  /** what is decided on every fit; left out: nothing */
  readonly decision?: DecisionRequest;
  /** with a target: at most */
  readonly replicates: number;
  /** Monte Carlo errors at which it may stop earlier */
  readonly target?: TargetMcse;
  /** how failed fits count in its tables; left out: as analyzed */
  readonly policy?: PrimaryPolicy;
  /** what a comparison of two versions of it tolerates; left out: the defaults of `compare` */
  readonly margins?: Margins;
  readonly levels: readonly number[];
  readonly seed: number;
  readonly claims: readonly Claim[];
  /** where the claims come from */
  readonly sources?: readonly string[];
  /** its size in the source, where the default is less */
  readonly full?: { readonly replicates: number };
  /** what rows keep beyond effects */
  readonly record?: readonly Recordable[];
  readonly limits: Limits;
  /** left out: every estimator judges itself */
  readonly convergence?: { readonly rhat: number; readonly essPerChain: number };
  /** `kind: sbc` */
  readonly calibration?: CalibrationRequest;
};

/** The study at a fixed size, whatever its file says. */
export function withReplicates({ target: _, ...study }: Study, replicates: number): Study {
  return { ...study, replicates };
}

const kinds = ['sbc', 'claims'] as const;

/** Reads a study file.
 *  @param file its name, for messages
 *  @throws InputError with every problem of the file, each with line, column and path */
export function parseStudy(text: string, file: string): Study {
  const kind = kindOf(text, file);
  if (kind === 'sbc') return { file, text, ...asStudy(parseYamlDocument(text, file, sbcSchema)) };
  if (kind === 'claims') return { file, text, ...withoutData(parseYamlDocument(text, file, claimsOnlySchema)) };
  const document = parseYamlDocument(text, file, studySchema);
  const { convergence, decision, full, margins, policy, record, sources } = document;
  return {
    file,
    text,
    name: document.name,
    ...(document.question === undefined ? {} : { question: document.question }),
    scenarios: document.scenarios.map((entry) => (typeof entry === 'string' ? { use: entry, set: {} } : entry)),
    periods: periodsOf(document.periods),
    arms: Object.entries(document.estimators).map(([name, { use, aims, scenarios, fallback, ...settings }]) => ({
      name,
      use,
      ...(aims === undefined ? {} : { aims }),
      ...(scenarios === undefined ? {} : { scenarios }),
      ...(fallback === undefined ? {} : { fallback }),
      settings,
    })),
    estimands: document.estimands.map(estimandRequest),
    ...(decision === undefined ? {} : { decision: decisionRequest(decision) }),
    ...replicatesOf(document.replicates),
    ...(policy === undefined ? {} : { policy }),
    ...(margins === undefined ? {} : { margins }),
    levels: document.levels,
    seed: document.seed,
    claims: document.claims.map((claim) => ({ ...sourceOf(sources), ...claim })),
    sources,
    ...(full === undefined ? {} : { full }),
    ...(record === undefined ? {} : { record }),
    limits: document.limits,
    ...(convergence === undefined
      ? {}
      : { convergence: { rhat: convergence.rhat, essPerChain: convergence.ess_per_chain } }),
  };
}

/** What a file says it is; studies of estimators say nothing.
 *  @throws InputError for a kind that there is not */
function kindOf(text: string, file: string): (typeof kinds)[number] | undefined {
  const source = readSource(text, file);
  const kind = isMapping(source.value) ? source.value.kind : undefined;
  const known = kinds.find((word) => word === kind);
  if (kind === undefined || known !== undefined) return known;
  const message = `unknown kind ${JSON.stringify(kind)}; allowed are sbc and claims, or no kind: a study of estimators`;
  const guess = typeof kind === 'string' ? closest(kind, kinds) : undefined;
  throw new InputError(locate(source, [{ path: ['kind'], message, ...(guess === undefined ? {} : { guess }) }]));
}

function periodsOf(entry: StudyDocument['periods']): readonly number[] {
  if (entry === 'recorded') return [];
  if (typeof entry === 'number') return [entry];
  return 'each' in entry ? entry.each : entry;
}
