import type { Surroundings, View } from '../figure.ts';
import { inOrder, type SymbolName, symbolNamed } from './arms.ts';
import type { Panel } from './grid.ts';
import { groupBy } from './group.ts';
import { panelNames, shorten, worldNames } from './names.ts';
import { ends, type Scored } from './rows.ts';
import { characterWidth } from './sheet.ts';

/** A row of a panel: one arm at one sample size. */
export type Rung = {
  readonly row: Scored;
  /** height in the panel, growing downward */
  readonly y: number;
  readonly lower: number;
  readonly upper: number;
  readonly color: string;
  readonly symbol: SymbolName;
  /** does the fit aim elsewhere? */
  readonly off: boolean;
};

/** The panels of one world, with what stands to their left. */
export type Ladder = {
  readonly world: string;
  readonly panels: readonly Panel<Rung>[];
  readonly arms: readonly { readonly y: number; readonly label: string }[];
  readonly sizes: readonly { readonly y: number; readonly label: string }[];
  readonly rungs: number;
};

/** space between arms, in rungs */
const between = 0.5;

/** Panels by world and channel; in each, a rung for every arm and, under it, every sample size. */
export function ladders(view: View, around: Surroundings, rows: readonly Scored[]): readonly Ladder[] {
  const worldOf = worldNames(view.data);
  const panelOf = panelNames(rows);
  const byWorld = groupBy(rows, (row) => worldOf(row.cell));
  return [...byWorld].map(([world, own]) => {
    const { arms, sizes, height, at } = heights(view, own);
    const rung = (row: Scored): Rung => {
      const [lower, upper] = ends(row);
      const { arm } = row;
      const shared = { color: around.color(arm), symbol: symbolNamed(around.symbol(arm)), off: row.target === 'off' };
      return { row, y: at(row), lower, upper, ...shared };
    };
    const panels = [...groupBy(own, panelOf)].map(([title, inside]) => ({ title, rows: inside.map(rung) }));
    return { world, panels, arms, sizes, rungs: height };
  });
}

function heights(view: View, rows: readonly Scored[]) {
  const arms: { y: number; label: string }[] = [];
  const sizes: { y: number; label: string }[] = [];
  const of = new Map<string, number>();
  let y = 0;
  for (const arm of inOrder(
    view,
    rows.map((row) => row.arm),
  )) {
    const own = rows.filter((row) => row.arm === arm).map(({ periods }) => periods);
    arms.push({ y, label: arm });
    for (const periods of [...new Set(own)].sort((a, b) => a - b)) {
      of.set(JSON.stringify([arm, periods]), y);
      sizes.push({ y, label: String(periods) });
      y += 1;
    }
    y += between;
  }
  const at = ({ arm, periods }: Scored) => of.get(JSON.stringify([arm, periods])) ?? 0;
  return { arms, sizes, height: y - between, at };
}

/** px of the widest label, within two fifths of the drawing; and how many characters of a name that leaves. */
export function labelRoom(around: Surroundings, ladder: readonly Ladder[]) {
  const longest = (labels: readonly { readonly label: string }[]) =>
    labels.reduce((most, { label }) => Math.max(most, label.length), 0);
  const sizes = 10 + characterWidth * Math.max(...ladder.map((one) => longest(one.sizes)));
  const wanted = characterWidth * Math.max(...ladder.map((one) => longest(one.arms)));
  const arms = Math.min(wanted, 0.4 * around.width - sizes);
  const characters = Math.max(6, Math.floor(arms / characterWidth));
  return {
    sizes,
    marginLeft: Math.ceil(sizes + characters * characterWidth + 8),
    shown: (label: string) => shorten(label, characters),
  };
}
