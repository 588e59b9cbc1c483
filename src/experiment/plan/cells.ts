import type { Finding } from '../../core/document.ts';
import type { Estimand } from '../../dataset/estimand.ts';
import type { RecordedWorld } from '../../scenario/recorded/types.ts';
import { resolveWorld, type Scenario } from '../../scenario/scenario.ts';
import type { World } from '../../scenario/world.ts';
import { compileWorld } from '../../simulate/compile.ts';
import { resolveEstimands } from '../../simulate/estimands.ts';
import { sweepLabel } from '../study/label.ts';
import type { Study } from '../study/study.ts';
import { expandSweeps, type Swept } from '../study/sweep.ts';
import { findingsFrom, findingsInSet } from './findings.ts';
import { planRecorded } from './recordedCell.ts';
import type { PlannedCell } from './types.ts';
import { cellId } from './unit.ts';

/** Finds a scenario by its name or the path of its file.
 *  @throws InputError when there is none, or when it is wrong */
export type ScenarioSource = (use: string) => Scenario | RecordedWorld;

/** Scenarios × what is set in them × sample sizes, in the order of the file. What arms condition on is added later.
 *  @param findings gets what is wrong */
export function planCells(study: Study, scenarioOf: ScenarioSource, findings: Finding[]): readonly PlannedCell[] {
  return study.scenarios.flatMap(({ use, set }, index) => {
    const path = ['scenarios', index];
    try {
      const scenario = scenarioOf(use);
      if ('kind' in scenario) return planRecorded(study, scenario, set, path, findings);
      if (study.periods.length === 0) {
        const message = `recorded; ${use} is simulated, so say how many periods`;
        findings.push({ path: ['periods'], message });
      }
      return expandSweeps(set).flatMap(({ value }) =>
        study.periods.flatMap((periods) => {
          try {
            return [planCell(study, scenario, value as PlannedCell['set'], periods, findings)];
          } catch (error) {
            findings.push(...findingsInSet(error, path));
            return [];
          }
        }),
      );
    } catch (error) {
      findings.push(...findingsFrom(error, path));
      return [];
    }
  });
}

function planCell(
  study: Study,
  scenario: Scenario,
  set: PlannedCell['set'],
  periods: number,
  findings: Finding[],
): PlannedCell {
  const world = resolveWorld(scenario, set);
  const name = `${world.name}${sweepLabel(settingsOf(set))}@${periods}`;
  return {
    id: cellId(world, periods),
    name,
    scenario: world.name,
    set,
    periods,
    world,
    estimands: estimandsOf(study, world, periods, `in cell ${name}: `, findings),
    conditioning: [],
  };
}

function estimandsOf(
  study: Study,
  world: World,
  periods: number,
  head: string,
  findings: Finding[],
): readonly Estimand[] {
  const model = compileWorld(world);
  try {
    return resolveEstimands(model, study.estimands, periods);
  } catch (error) {
    findings.push(...findingsFrom(error, ['estimands'], head));
    return [];
  }
}

/** A cell is named by all that is set, swept or not, under the dotted paths of the scenario. */
function settingsOf(set: PlannedCell['set']): readonly Swept[] {
  return Object.entries(set).map(([path, value]) => ({ path: path.split('.'), value }));
}
