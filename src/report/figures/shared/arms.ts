import type { View } from '../figure.ts';

/** Of these arms, in the order of the study; ones that the data do not list come last, in order of appearance. */
export function inOrder(view: View, arms: Iterable<string>): readonly string[] {
  const present = new Set(arms);
  const known = view.data.arms.map(({ label }) => label).filter((label) => present.has(label));
  const listed = new Set(known);
  return [...known, ...[...present].filter((label) => !listed.has(label))];
}

const symbols = [
  ...(['circle', 'square', 'triangle', 'diamond', 'diamond2', 'star', 'cross', 'wye'] as const),
  ...(['hexagon', 'square2', 'triangle2'] as const),
];
export type SymbolName = (typeof symbols)[number];

/** Symbols that are nothing but strokes cannot be left hollow; these stand for them. */
const instead: Readonly<Record<string, SymbolName>> = { times: 'hexagon', plus: 'square2', asterisk: 'triangle2' };

/** The arm's symbol, where it has an inside to be left hollow. */
export function symbolNamed(name: string): SymbolName {
  return symbols.find((symbol) => symbol === name) ?? instead[name] ?? 'circle';
}
