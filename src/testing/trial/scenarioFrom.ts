import { InputError } from '../../core/errors.ts';
import { parseScenario, type Scenario } from '../../scenario/scenario.ts';

/** A world to draw data from: a loaded scenario, the text of a scenario file, or the same as a plain object. */
export type ScenarioLike = Scenario | string | Readonly<Record<string, unknown>>;

/** @throws InputError with everything that is wrong with the scenario */
export function scenarioFrom(given: ScenarioLike): Scenario {
  if (typeof given === 'string') {
    if (!/^[\w.-]+$/.test(given)) return parseScenario(given, 'scenario.yaml');
    const message = `received the name "${given}"; load it: loadScenario('${given}') of plumbline/testing/scenarios`;
    throw new InputError({ path: 'scenario', message });
  }
  if (typeof given !== 'object' || given === null) {
    const message = `received ${String(given)}; allowed: what loadScenario gives, the text of a scenario file, or its values`;
    throw new InputError({ path: 'scenario', message });
  }
  if (isScenario(given)) return given;
  return parseScenario(JSON.stringify(given), 'scenario.yaml');
}

function isScenario(given: Exclude<ScenarioLike, string>): given is Scenario {
  return 'document' in given && 'file' in given && 'dials' in given;
}
