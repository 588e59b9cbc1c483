import type { CandidateFit, Choice, Doubt } from '../estimate/bayesian/compare.ts';
import { FEWEST_ERRORS, SMALL_DIFFERENCE } from '../inference/loo/compare.ts';
import { fixed } from './digits.ts';
import { MOST_REFITS } from './fitCandidates.ts';
import type { FitInput } from './fitInput.ts';
import { periodName } from './periodName.ts';
import { bold, yellow } from './style.ts';
import { wrap } from './wrap.ts';

/** Dates that are named before the rest is only counted. */
const MOST_NAMED = 5;
/** The ranking in a sentence, or why there is none, line by line. */
export function verdict(input: FitInput, fits: readonly CandidateFit[], choice: Choice): readonly string[] {
  if (choice.status === 'withheld') {
    const lines = choice.doubts.flatMap((doubt) => wrap(`- ${doubtText(input, doubt)}`, 100, '  '));
    return [yellow('Not ranked:'), ...lines, ...remedies(input, choice.doubts)];
  }
  const names = choice.best.map((i) => fits[i]!.name);
  const second = choice.standings[1]!;
  const gap = `${fixed(-second.difference.value, 1)} ± ${fixed(second.difference.se, 1)}`;
  const line =
    choice.status === 'decided'
      ? `${bold(names[0]!)} predicts best, ahead of ${fits[second.index]!.name} by ${gap}.`
      : `The data do not tell ${list(names)} apart: the best two differ by ${gap}, and it takes ${rule}.`;
  return wrap(line, 100, '');
}

/** When two models are told apart. */
export const rule = `${SMALL_DIFFERENCE} or more and ${FEWEST_ERRORS} standard errors or more`;

function doubtText({ dataset }: FitInput, doubt: Doubt): string {
  if (doubt.why === 'pareto-k') {
    const named = doubt.observations.slice(0, MOST_NAMED).map((i) => periodName(dataset, i));
    const others = doubt.observations.length - named.length;
    const dates = others === 0 ? list(named) : `${named.join(', ')} and ${others} more`;
    return `${doubt.model}: its elpd is not to be trusted, k̂ is too large at ${dates}`;
  }
  if (doubt.why === 'refit') {
    return `${doubt.model}: the fit without ${periodName(dataset, doubt.observation)} ${doubt.detail}`;
  }
  return doubt.why === 'nonconverged'
    ? `${doubt.model} did not converge: ${doubt.detail}`
    : `${doubt.model} has no answer: ${doubt.detail}`;
}

function remedies({ dataset: { period } }: FitInput, doubts: readonly Doubt[]): readonly string[] {
  const most = Math.max(0, ...doubts.map((doubt) => (doubt.why === 'pareto-k' ? doubt.observations.length : 0)));
  if (most === 0) return [];
  const again = `--reloo fits again without each of them, up to ${MOST_REFITS} a model`;
  return wrap(
    `Such a ${period} moves the posterior too far to say how well the others predict it: an outlier, an error in the data, an ` +
      `event that the model does not know. Heavier tails (errors: student-t) make it ordinary${
        most > MOST_REFITS ? '.' : `; ${again}.`
      }`,
    100,
    '',
  );
}

/** @example list(['a', 'b', 'c']) // 'a, b and c' */
const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
