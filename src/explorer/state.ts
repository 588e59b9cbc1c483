import type { ExplorerWorld, State } from './types.ts';

export const periodChoices = [52, 65, 78, 91, 104, 130, 156, 182, 208, 234, 260] as const;
export const replicateChoices = [10, 20, 50, 100, 200] as const;
export const strengthChoices = [null, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64] as const;
export const centerChoices = [0.25, 0.5, 0.75, 1, 1.5, 2, 4] as const;

/** A world as it is written, two years of weeks. */
export function firstState(world: string): State {
  const study = { periods: 104, seed: 1, replicates: 100, curves: 'truth', question: 'roas.total' } as const;
  return { world, set: {}, ...study, strength: null, center: 1 };
}

/** The part of an address after `#`, without what is as at first. */
export function toHash(state: State): string {
  const first = firstState(state.world);
  const { world, set, ...rest } = state;
  const changed = Object.entries(rest).filter(([key, value]) => value !== first[key as keyof typeof rest]);
  const pairs = [['world', world], ...changed, ...Object.entries(set).map(([key, value]) => [`set.${key}`, value])];
  return new URLSearchParams(pairs.map(([key, value]) => [String(key), String(value)])).toString();
}

/** What such a text says. It comes from anyone: words that mean nothing here, and numbers that no control can be set to,
 *  are left as they are at first. */
export function fromHash(hash: string, worlds: readonly ExplorerWorld[], fallback: string): State {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  const world = worlds.find(({ name }) => name === given.get('world')) ?? worlds.find(({ name }) => name === fallback)!;
  const first = firstState(world.name);
  const number = (key: string): number | undefined => (given.get(key) ? Number(given.get(key)) : undefined);
  const among = <T>(choices: readonly T[], value: unknown, otherwise: T): T =>
    choices.find((choice) => choice === value) ?? otherwise;
  const whole = (key: string, least: number, most: number, otherwise: number): number => {
    const value = number(key);
    return value !== undefined && Number.isSafeInteger(value) && value >= least && value <= most ? value : otherwise;
  };
  const set = world.dials.flatMap(({ key, values, written }): readonly [string, number][] => {
    const value = values.find((choice) => choice === number(`set.${key}`));
    return value === undefined || value === written ? [] : [[key, value]];
  });
  return {
    ...first,
    set: Object.fromEntries(set),
    periods: among<number>(periodChoices, number('periods'), first.periods),
    seed: whole('seed', 0, 2_147_483_647, first.seed),
    replicates: whole('replicates', 1, 200, first.replicates),
    curves: among(['truth', 'default'] as const, given.get('curves'), first.curves),
    strength: among<number | null>(strengthChoices, number('strength'), null),
    center: among<number>(centerChoices, number('center'), first.center),
    question: world.mediated
      ? among(['roas.total', 'roas.direct'] as const, given.get('question'), first.question)
      : first.question,
  };
}

/** The state with a dial at a value; at the written one it is not set at all. */
export function turned(state: State, world: ExplorerWorld, key: string, value: number): State {
  const { [key]: _, ...others } = state.set;
  const dial = world.dials.find((one) => one.key === key);
  return { ...state, set: dial === undefined || dial.written === value ? others : { ...others, [key]: value } };
}
