import { type Finding, locate, readSource } from '../../core/document.ts';
import { InputError } from '../../core/errors.ts';
import { RNG_VERSION } from '../../core/random/stream.ts';
import type { Dataset } from '../../dataset/types.ts';
import { decisionFindings } from '../decision/plan.ts';
import { openData } from '../run/data.ts';
import { placeInFile } from '../sbc/asStudy.ts';
import { planCalibration } from '../sbc/calibration.ts';
import type { Study } from '../study/study.ts';
import { planArms, type ReadyArm } from './arms.ts';
import { planCells, type ScenarioSource } from './cells.ts';
import { claimFindings } from './claims.ts';
import { conditioningOf } from './conditioning.ts';
import { costFormula } from './cost.ts';
import { planFallbacks } from './fallbacks.ts';
import { findingsFrom, repeated, unknownWord } from './findings.ts';
import { noRecordings, type RecordedReader } from './recording.ts';
import type { EstimatorSource } from './sources.ts';
import type { Plan, PlannedCell, Versions } from './types.ts';

/** What a study refers to, and the code that runs it. */
export type Surroundings = {
  readonly scenarioOf: ScenarioSource;
  readonly estimatorOf: EstimatorSource;
  /** reads what scenarios have recorded; without it there can be none */
  readonly readRecorded?: RecordedReader;
  readonly versions: Omit<Versions, 'rng'>;
};

/** Resolves a study: sweeps expanded, scenarios and settings looked up, every default filled in.
 *  @throws InputError with all problems of the study, at their lines */
export async function planStudy(study: Study, surroundings: Surroundings): Promise<Plan> {
  const { scenarioOf, estimatorOf, readRecorded = noRecordings, versions } = surroundings;
  const findings: Finding[] = [];
  const cells = planCells(study, scenarioOf, findings);
  const arms = await planArms(study, estimatorOf, findings);
  findings.push(
    ...repeated('cell', cells, ['scenarios']),
    ...repeated(
      'arm',
      arms.map((ready) => ready.arm),
      ['estimators'],
    ),
  );
  if (findings.length > 0) throw problems(study, findings);
  const chains = planFallbacks(study, arms, cells, findings);
  findings.push(...homeless(arms, cells), ...decisionFindings(cells, study.decision));
  findings.push(...claimFindings(study, cells, arms));
  const dataOf = openData({ seed: study.seed, estimands: [] }, readRecorded);
  const aware = cells.map((cell) => withConditioning(cell, arms, () => dataOf(cell, 0).dataset, findings));
  if (findings.length > 0) throw problems(study, findings);
  const calibration = study.calibration && planCalibration(study.calibration, cells[0]!, arms[0]!, dataOf, findings);
  if (findings.length > 0) throw problems(study, findings);
  return {
    format: 1,
    name: study.name,
    ...(study.question === undefined ? {} : { question: study.question }),
    seed: study.seed,
    replicates: study.replicates,
    ...(study.target === undefined ? {} : { target: study.target }),
    ...(study.policy === undefined ? {} : { policy: study.policy }),
    ...(study.margins === undefined ? {} : { margins: study.margins }),
    levels: study.levels,
    estimands: study.estimands,
    ...(study.decision === undefined ? {} : { decision: study.decision }),
    ...(study.convergence === undefined ? {} : { convergence: study.convergence }),
    limits: study.limits,
    claims: study.claims,
    ...(study.record === undefined ? {} : { record: study.record }),
    ...(calibration === undefined ? {} : { calibration }),
    versions: { ...versions, rng: RNG_VERSION },
    cost: costFormula,
    cells: aware,
    arms: arms.map(({ arm }, a) => (chains[a] === undefined ? arm : { ...arm, fallback: chains[a] })),
  };
}

function withConditioning(
  cell: PlannedCell,
  arms: readonly ReadyArm[],
  design: () => Dataset,
  findings: Finding[],
): PlannedCell {
  const conditioning = arms.map((ready) => {
    const { name, scenarios } = ready.written;
    if (scenarios?.includes(cell.scenario) === false) return null;
    try {
      return conditioningOf(cell, ready, design());
    } catch (error) {
      findings.push(...findingsFrom(error, ['estimators', name], `in cell ${cell.name}: `));
      return null;
    }
  });
  return { ...cell, conditioning };
}

/** Scenarios that arms are restricted to, but that the study does not have. */
function homeless(arms: readonly ReadyArm[], cells: readonly PlannedCell[]): readonly Finding[] {
  const known = [...new Set(cells.map((cell) => cell.scenario))];
  return arms.flatMap(({ written: { name, scenarios = [] } }) =>
    scenarios.flatMap((scenario, i) =>
      known.includes(scenario)
        ? []
        : [{ path: ['estimators', name, 'scenarios', i], ...unknownWord('scenario of this study', scenario, known) }],
    ),
  );
}

function problems(study: Study, findings: readonly Finding[]): InputError {
  // the same mistake comes back from every variant of a sweep
  const distinct = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
  const placed = [...distinct.values()].map((finding) =>
    study.calibration === undefined ? finding : { ...finding, path: placeInFile(finding.path) },
  );
  return new InputError(locate(readSource(study.text, study.file), placed));
}
