import { type Estimand, type EstimandRequest, estimandKey } from '../../dataset/estimand.ts';
import type { RecordedWorld } from '../../scenario/recorded/types.ts';
import { aggregate } from '../../score/aggregate.ts';
import type { CellRow } from '../../score/answers.ts';
import type { EffectScore, Performance } from '../../score/types.ts';
import { recordedEstimands, recordedValues } from '../plan/recording.ts';
import type { Questions, SubmittedRow } from './read.ts';

export type SubmissionScore = {
  readonly performance: readonly Performance[];
  /** rising; empty where nobody gave an interval */
  readonly levels: readonly number[];
  /** of the questions that the submission takes up: those that it answers, those with a truth, and channels it never names */
  readonly answered: number;
  readonly asked: number;
  readonly silent: readonly string[];
  /** datasets that no row is about, though they have a truth */
  readonly unanswered: readonly string[];
};

/** What a submission may answer. */
export function questionsOf({ datasets, truth }: RecordedWorld): Questions {
  const known = new Map(
    (truth ?? []).map(({ estimand }) => [`${estimand.channel} ${estimandKey(estimand)}`, estimand]),
  );
  return { files: datasets.map(({ file }) => file), estimands: [...known.values()] };
}

/** Scores estimates that any tool made, by the measures of a study. The questions are those that the submission takes up
 *  for some channel; whatever of them it leaves out, a dataset or a channel, is a failure.
 *  @param arm what the submission is called in the rows */
export function scoreSubmission(world: RecordedWorld, rows: readonly SubmittedRow[], arm: string): SubmissionScore {
  const levels = [...new Set(rows.flatMap(({ interval }) => interval?.level ?? []))].sort((a, b) => a - b);
  const estimands = takenUp(world, rows);
  const values = recordedValues(world, estimands);
  const effects = effectsOf(rows, levels);
  const attempts = world.datasets.map(({ file, digest }, replicate) => {
    const own = estimands.map((estimand) => effects.get(subject(file, estimand)) ?? null);
    return { replicate, digest, values: values[replicate]!, effects: own };
  });
  const cell = `${world.name}@${world.periods}`;
  const scored = (members: readonly number[], fits: boolean): Performance[] =>
    aggregate({
      cell,
      arm,
      levels,
      estimands: members.map((k) => estimands[k]!),
      targets: members.map(() => 'unknown'),
      rows: attempts.map(({ replicate, digest, values: truths, effects: own }): CellRow => {
        const answers = members.map((k) => own[k]!);
        const status = fits && answers.some((effect) => effect !== null) ? 'ok' : 'invalid-output';
        return {
          replicate,
          attempt: { digest, status, effects: answers },
          truth: { digest, values: members.map((k) => truths[k]!) },
        };
      }),
    });
  const named = (k: number) => attempts.some(({ effects: own }) => own[k] !== null);
  const all = estimands.map((_, k) => k);
  const silent = all.filter((k) => !named(k));
  const hasTruth = (replicate: number, k: number) => values[replicate]![k] !== null;
  const count = (test: (replicate: number, k: number) => boolean): number =>
    attempts.reduce((sum, { replicate }) => sum + all.filter((k) => test(replicate, k)).length, 0);
  return {
    // a channel that no fit knows has no rows in a study; here it was asked for, and failed
    performance: [
      ...scored(all, true),
      ...silent.flatMap((k) => scored([k], false).filter(({ channel }) => channel !== '*')),
    ],
    levels,
    answered: count((replicate, k) => hasTruth(replicate, k) && attempts[replicate]!.effects[k] !== null),
    asked: count(hasTruth),
    unanswered: world.datasets
      .filter((_, r) => all.some((k) => hasTruth(r, k)) && attempts[r]!.effects.every((effect) => effect === null))
      .map(({ file }) => file),
    silent: silent.map((k) => `${estimands[k]!.channel}, ${estimandKey(estimands[k]!)}`),
  };
}

const subject = (file: string, estimand: Estimand): string =>
  JSON.stringify([file, estimand.channel, estimandKey(estimand)]);

/** The questions that some row answers, each for all channels with such a truth, as in a study: one of a kind and window is
 *  one question though tails differ between channels, unless a channel has several tails of its own. */
function takenUp({ truth, data }: RecordedWorld, rows: readonly SubmittedRow[]): readonly Estimand[] {
  const known = (truth ?? []).map(({ estimand }) => estimand);
  const asked = new Map<string, EstimandRequest>();
  for (const { estimand } of rows) {
    const { kind, window, tail, held } = estimand;
    const alike = known.filter((other) => other.kind === kind && String(other.window) === String(window));
    const keys = new Set(alike.map((other) => `${other.channel} ${estimandKey(other)}`));
    const single = keys.size === new Set(alike.map(({ channel }) => channel)).size;
    const exact = held === undefined ? { kind, window, tail } : { kind, window, tail, held };
    asked.set(single ? `${kind} ${window}` : estimandKey(estimand), single ? { kind, window } : exact);
  }
  const answerable = new Set(known.map((estimand) => `${estimand.channel} ${estimandKey(estimand)}`));
  return [...asked.values()]
    .flatMap((request) => recordedEstimands(truth ?? [], data.channels, [request]))
    .filter((estimand) => answerable.has(`${estimand.channel} ${estimandKey(estimand)}`));
}

/** One a dataset and estimand; a level without an interval is one the method does not give. */
function effectsOf(rows: readonly SubmittedRow[], levels: readonly number[]): ReadonlyMap<string, EffectScore> {
  const groups = new Map<string, SubmittedRow[]>();
  for (const row of rows) {
    const name = subject(row.dataset, row.estimand);
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  return new Map(
    [...groups].map(([name, group]) => {
      const intervals = levels.map((level): readonly [number, number] => {
        const found = group.find(({ interval }) => interval?.level === level)?.interval;
        // absent for `score`, which leaves the replicate out of measures of this level
        return found ? [found.lower, found.upper] : [Number.NaN, Number.NaN];
      });
      const { point, se } = group[0]!;
      return [name, { point, se, intervals }];
    }),
  );
}
