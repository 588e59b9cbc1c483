import type { Panel } from './grid.ts';

/** The first so many panels over all groups, and what was left out, in words: more would be neither seen nor drawn in time. */
export function limitPanels<Group extends { readonly panels: readonly Panel<unknown>[] }>(
  groups: readonly Group[],
  most: number,
): { readonly shown: readonly Group[]; readonly notes: readonly string[] } {
  const total = groups.reduce((sum, { panels }) => sum + panels.length, 0);
  if (total <= most) return { shown: groups, notes: [] };
  let left = most;
  const shown: Group[] = [];
  for (const group of groups) {
    if (left <= 0) break;
    shown.push({ ...group, panels: group.panels.slice(0, left) });
    left -= group.panels.length;
  }
  return {
    shown,
    notes: [`The first ${most} of ${total} panels are drawn; filter to see others. The table has all.`],
  };
}
