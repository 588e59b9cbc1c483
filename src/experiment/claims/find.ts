import { type Estimand, estimandKey, estimandKinds } from '../../dataset/estimand.ts';
import { unknownWord } from '../plan/findings.ts';
import type { PlannedArm, PlannedCell } from '../plan/types.ts';
import type { Claim, ClaimKind, ClaimSide } from './types.ts';

/** What claims are resolved against: a plan, or what will be one. */
export type ClaimScene = {
  readonly cells: readonly PlannedCell[];
  readonly arms: readonly Pick<PlannedArm, 'name'>[];
  readonly levels: readonly number[];
  /** does an arm run in a cell? Indices */
  readonly runs: (cell: number, arm: number) => boolean;
  /** does an arm name others that answer where it fails? Its index */
  readonly fallsBack: (arm: number) => boolean;
  /** are fits' parameters written down? */
  readonly recordsParameters: boolean;
  /** is a budget split on fits? */
  readonly decides: boolean;
};

/** Takes down what is wrong with a key of a claim. */
export type Say = (key: keyof ClaimSide | 'level' | 'policy', what: { message: string; guess?: string }) => void;

const unique = (words: readonly string[]): readonly string[] => [...new Set(words)];
export const stem = (name: string): string => name.split('[')[0]!;
const unsized = (name: string): string => name.replace(/@\d+$/, '');
const list = (words: readonly string[]): string => unique(words).join(', ');

/** Cells of a scenario, by its name or theirs; all where none is named. One that names nothing is complained of. */
export function cellsNamed({ cells }: ClaimScene, { scenario }: Claim, say: Say): readonly number[] {
  const words = ({ scenario: own, name }: PlannedCell) => [own, name, unsized(name)];
  const named = [...cells.keys()].filter((c) => scenario === undefined || words(cells[c]!).includes(scenario));
  if (named.length === 0) say('scenario', unknownWord('scenario', scenario!, unique(cells.flatMap(words))));
  return named;
}

export function cellOf(scene: ClaimScene, side: Claim, say: Say): number | null {
  const { cells } = scene;
  const { periods } = side;
  const named = cellsNamed(scene, side, say);
  if (named.length === 0) return null;
  const sized = named.filter((c) => periods === undefined || cells[c]!.periods === periods);
  if (sized.length === 1) return sized[0]!;
  const names = (of: readonly number[]): string => list(of.map((c) => cells[c]!.name));
  if (sized.length === 0) say('periods', { message: `no cell has ${periods} periods here; there are ${names(named)}` });
  else {
    const key = sized.every((c) => unsized(cells[c]!.name) === unsized(cells[sized[0]!]!.name))
      ? 'periods'
      : 'scenario';
    say(key, { message: `which ${key}: ${names(sized)}?` });
  }
  return null;
}

export function unknownArms({ arms }: ClaimScene, { arm, arms: several = [] }: Claim, say: Say): null {
  const known = unique(arms.flatMap(({ name }) => [stem(name), name]));
  for (const word of [...(arm === undefined ? [] : [arm]), ...several])
    if (!known.includes(word)) say(arm === word ? 'arm' : 'arms', unknownWord('arm', word, known));
  return null;
}

export function armsOf(
  scene: ClaimScene,
  side: Claim,
  cell: number,
  kind: ClaimKind,
  say: Say,
): readonly number[] | null {
  const { arms } = scene;
  const running = [...arms.keys()].filter((a) => scene.runs(cell, a));
  const names = (of: readonly number[]): string => list(of.map((a) => arms[a]!.name));
  const find = (word: string): readonly number[] =>
    running.filter((a) => arms[a]!.name === word || stem(arms[a]!.name) === word);
  const where = scene.cells[cell]!.name;
  if (kind === 'arms') {
    const chosen = side.arms === undefined ? running : unique(side.arms).flatMap(find);
    for (const word of side.arms ?? [])
      if (find(word).length === 0)
        say(
          'arms',
          unknownWord(
            `arm of ${where}`,
            word,
            running.map((a) => arms[a]!.name),
          ),
        );
    if (chosen.length < 3)
      say('arms', { message: `an order of ${chosen.length} arms in ${where} says nothing; at least 3 are needed` });
    return chosen;
  }
  const found = side.arm === undefined ? running : find(side.arm);
  if (found.length === 1) return found;
  if (found.length > 1) say('arm', { message: `which arm: ${names(found)}?` });
  else if (!arms.some(({ name }) => name === side.arm || stem(name) === side.arm)) unknownArms(scene, side, say);
  else say('arm', { message: `${side.arm} does not run in ${where}; there run ${names(running)}` });
  return null;
}

export function unknownChannels({ cells }: ClaimScene, side: Claim, say: Say): null {
  const known = unique(cells.flatMap(({ estimands }) => estimands.map(({ channel }) => channel)));
  for (const word of channelWords(side)) if (!known.includes(word)) say('channel', unknownWord('channel', word, known));
  return null;
}

const channelWords = ({ channel }: Claim): readonly string[] =>
  channel === undefined || channel === '*' ? [] : typeof channel === 'string' ? [channel] : channel;

/** One estimand a channel: the first of the cell that is asked for, under the name that the claim gives. */
export function estimandsOf(
  { estimands, name }: PlannedCell,
  side: Claim,
  kind: ClaimKind,
  say: Say,
): readonly number[] | null {
  const known = unique(estimands.map(({ channel }) => channel));
  for (const word of channelWords(side)) if (!known.includes(word)) say('channel', unknownWord('channel', word, known));
  const all = side.channel === '*' || (side.channel === undefined && (kind !== 'channel' || known.length === 1));
  if (!all && side.channel === undefined) say('channel', { message: `which channel: ${list(known)}?` });
  const wanted = all ? known : channelWords(side).filter((word) => known.includes(word));
  const found = wanted.map((channel) =>
    [...estimands.keys()].find((k) => estimands[k]!.channel === channel && isNamed(estimands[k]!, side.estimand)),
  );
  if (!found.includes(undefined)) return found as readonly number[];
  const asked = list(estimands.map((estimand) => estimandKey(estimand)));
  say('estimand', { message: `${side.estimand} is not asked in ${name}; there are ${asked}` });
  return null;
}

/** By its kind or its full name, where a tail of `*` stands for each channel's own. */
function isNamed(estimand: Estimand, word: string | undefined): boolean {
  if (word === undefined || word === estimand.kind) return true;
  const key = estimandKey(estimand);
  return word === key || word === key.replace(/\+\d+/, '+*');
}

export function unknownEstimand(word: string | undefined): { message: string; guess?: string } | null {
  const kind = word?.replace(/\[.*$/, '');
  if (word === undefined || (estimandKinds as readonly (string | undefined)[]).includes(kind)) return null;
  return unknownWord('estimand', word, estimandKinds);
}
