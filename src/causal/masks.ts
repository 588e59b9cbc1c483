import type { Mask } from './dag.ts';

/** The set of the listed nodes. */
export function maskOf(size: number, nodes: Iterable<number>): Mask {
  const mask = new Uint8Array(size);
  for (const node of nodes) mask[node] = 1;
  return mask;
}

/** The nodes of a set, ascending. */
export function nodesOf(mask: Mask): readonly number[] {
  const nodes: number[] = [];
  for (let node = 0; node < mask.length; node++) if (mask[node]) nodes.push(node);
  return nodes;
}

/** Nodes in either set. */
export function union(a: Mask, b: Mask): Mask {
  const out = a.slice();
  for (let node = 0; node < b.length; node++) out[node]! |= b[node]!;
  return out;
}

/** Nodes in both sets. */
export function intersection(a: Mask, b: Mask): Mask {
  const out = a.slice();
  for (let node = 0; node < b.length; node++) out[node]! &= b[node]!;
  return out;
}

/** Nodes in the first set but not in the second. */
export function difference(a: Mask, b: Mask): Mask {
  const out = a.slice();
  for (let node = 0; node < b.length; node++) if (b[node]) out[node] = 0;
  return out;
}

/** True when no node is in both sets. */
export function disjoint(a: Mask, b: Mask): boolean {
  for (let node = 0; node < a.length; node++) if (a[node] && b[node]) return false;
  return true;
}

export const isEmpty = (a: Mask): boolean => !a.includes(1);
