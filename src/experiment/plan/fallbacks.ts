import type { Finding } from '../../core/document.ts';
import type { Study } from '../study/study.ts';
import type { ReadyArm } from './arms.ts';
import { unknownWord } from './findings.ts';
import type { PlannedCell } from './types.ts';

/** The declared fallback chain of each arm, as names of arms of the plan; undefined where there is none.
 *  @param findings gets what is wrong: an arm that there is not, or that falls back to itself, names several, or does not run
 *    where it is needed */
export function planFallbacks(
  study: Study,
  arms: readonly ReadyArm[],
  cells: readonly PlannedCell[],
  findings: Finding[],
): readonly (readonly string[] | undefined)[] {
  const scenarios = [...new Set(cells.map(({ scenario }) => scenario))];
  const runs = ({ written }: ReadyArm, scenario: string) => written.scenarios?.includes(scenario) !== false;
  if (study.policy === 'fallback' && arms.every(({ written }) => written.fallback === undefined)) {
    findings.push({ path: ['policy'], message: 'fallback needs an arm that declares one, as in `fallback: [ols]`' });
  }
  return arms.map((ready) => {
    const { name, fallback } = ready.written;
    return fallback?.flatMap((word, i): readonly string[] => {
      const say = (finding: Omit<Finding, 'path'>): readonly string[] => {
        findings.push({ path: ['estimators', name, 'fallback', i], ...finding });
        return [];
      };
      const found = arms.filter((other) => other.arm.name === word || other.written.name === word);
      if (found.length === 0) return say(unknownWord('arm', word, [...new Set(arms.map(({ arm }) => arm.name))]));
      if (found.some(({ written }) => written.name === name))
        return say({ message: `${name} cannot stand in for itself` });
      const names = found.map(({ arm }) => arm.name);
      if (names.length > 1) return say({ message: `which of ${names.join(', ')}? Name one` });
      const gap = scenarios.find((scenario) => runs(ready, scenario) && !runs(found[0]!, scenario));
      if (gap !== undefined) return say({ message: `${word} does not run on ${gap}, where ${name} does` });
      return names;
    });
  });
}
