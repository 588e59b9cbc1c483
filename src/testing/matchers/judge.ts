import { gandyScottTries } from '../../core/gandyScott.ts';
import { readyOptions, type TrialOptions } from '../trial/options.ts';
import type { ScenarioLike } from '../trial/scenarioFrom.ts';
import { readySubject } from '../trial/subject.ts';
import { openTrial, type Trial } from '../trial/trial.ts';
import { failureText, passText } from './message.ts';
import type { Check, Claim, MatcherResult } from './types.ts';

/** Draws samples until the claim holds or falls: a sound estimator fails once in 100,000 runs, whatever the seed.
 *  @param subjects what is tested, and what it is compared to
 *  @param own names of options that the matcher has taken out already
 *  @throws InputError for a scenario, settings or options that are wrong
 *  @see statistics.md §7, statistical unit tests */
export async function judged(
  claim: Claim,
  subjects: readonly unknown[],
  scenario: ScenarioLike,
  options: TrialOptions,
  own: readonly string[] = [],
): Promise<MatcherResult> {
  const ready = readyOptions(options, own);
  const paths = ['estimator', 'baseline'];
  const trial = await openTrial(
    subjects.map((subject, i) => readySubject(subject, paths[i]!)),
    scenario,
    ready,
  );
  return judgeTrial(claim, trial);
}

/** Samples from a trial until the claim holds or falls. */
export async function judgeTrial(claim: Claim, trial: Trial): Promise<MatcherResult> {
  const tries = gandyScottTries(trial.options.replicates);
  let checks: readonly Check[] = [];
  let drawn = 0;
  let size = 0;
  let next = tries.next();
  while (!next.done) {
    size = next.value.size;
    const rows = await trial.run(drawn, size);
    drawn += size;
    checks = claim.judge(rows, trial);
    next = tries.next(checks.map(({ p }) => p));
  }
  const seen = { trial, checks, size, tries: next.value.adjusted.length };
  return next.value.passed
    ? { pass: true, message: () => passText(claim, seen) }
    : { pass: false, message: () => failureText(claim, seen) };
}
