import { InputError } from '../../core/errors.ts';
import { fc } from '../fastCheck.ts';
import { checkKeys } from './knownKeys.ts';

/** How data are drawn. All of it may be left out. */
export type TrialOptions = {
  /** length of each dataset; default 104 */
  readonly periods?: number;
  /** values of the scenario by dotted path, as in a study: `{ 'dials.confounding': 0.5 }` */
  readonly set?: Readonly<Record<string, unknown>>;
  /** questions as in a study: `'roas.total'` (default), or `{ 'roas.total': { tail: 0 } }` */
  readonly estimands?: readonly (string | Readonly<Record<string, unknown>>)[];
  /** level of the intervals; default .95 */
  readonly level?: number;
  /** datasets of the first try, at least 20; an answer in doubt is asked again on four times as many. Default 2,000 */
  readonly replicates?: number;
  /** whole number; default: another at every run, which is safe (docs/testing.md) and is said when a test fails */
  readonly seed?: number;
  /** share of fits that may give no answer; default .01 */
  readonly failures?: number;
};

/** Two years of weeks. */
const DEFAULT_PERIODS = 104;
/** A bias of a sixth of the error's standard deviation is caught in 99 of 100 (docs/testing.md). */
const DEFAULT_REPLICATES = 2000;
/** A t test on fewer has tails of the errors' own law. */
const FEWEST_REPLICATES = 20;
const DEFAULT_FAILURES = 0.01;

export type ReadyOptions = Required<Omit<TrialOptions, 'set'>> & Pick<TrialOptions, 'set'>;

const known: Readonly<Record<keyof TrialOptions, true>> = {
  periods: true,
  set: true,
  estimands: true,
  level: true,
  replicates: true,
  seed: true,
  failures: true,
};

/** @param more names of the matcher's own options, for messages
 *  @throws InputError for options that there are not, and numbers out of range */
export function readyOptions(options: TrialOptions, more: readonly string[] = []): ReadyOptions {
  checkKeys(options, [...more, ...Object.keys(known)], 'options');
  const ready = {
    periods: DEFAULT_PERIODS,
    estimands: ['roas.total'],
    level: 0.95,
    replicates: DEFAULT_REPLICATES,
    failures: DEFAULT_FAILURES,
    ...options,
    seed: options.seed ?? randomSeed(),
  };
  const { replicates, level, failures } = ready;
  const problems = [
    ...wrong(
      'replicates',
      replicates,
      Number.isInteger(replicates) && replicates >= FEWEST_REPLICATES,
      'a whole number, 20 or more',
    ),
    ...wrong('level', level, level > 0 && level < 1, 'a number between 0 and 1'),
    ...wrong('failures', failures, failures >= 0 && failures < 1, 'a share from 0, below 1'),
  ];
  if (problems.length > 0) throw new InputError(problems);
  return ready;
}

function wrong(path: string, received: unknown, sound: boolean, allowed: string) {
  return sound ? [] : [{ path, message: `received ${String(received)}; allowed is ${allowed}` }];
}

/** 31 bits, by the one generator here that seeds itself; short enough to be typed in again. */
function randomSeed(): number {
  return fc.sample(fc.noBias(fc.nat()), 1)[0]!;
}
