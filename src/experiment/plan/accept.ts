import { canonicalJson } from '../../core/hash.ts';
import { brief } from './brief.ts';
import { type Plan, runsIn } from './types.ts';

/** What keeps the results of one plan from being continued under another: nothing, where the new one only adds
 *  cells, arms or replicates. Limits and claims may change; they touch no row. */
export function planDifferences(stored: Plan, wanted: Plan): readonly string[] {
  const fixed = [
    ['name', stored.name, wanted.name],
    ['seed', stored.seed, wanted.seed],
    ['estimands', stored.estimands, wanted.estimands],
    ['levels', stored.levels, wanted.levels],
    // declared before the rows are seen, or it is no declaration
    ['policy', stored.policy ?? 'as-analyzed', wanted.policy ?? 'as-analyzed'],
    ['fallback', chainsOf(stored), chainsOf(wanted, stored)],
    ['decision', stored.decision ?? null, wanted.decision ?? null],
    ['record', stored.record ?? [], wanted.record ?? []],
    ['draws', stored.calibration?.draws ?? null, wanted.calibration?.draws ?? null],
    ['quantities', stored.calibration?.quantities ?? null, wanted.calibration?.quantities ?? null],
    ['code version', stored.versions.plumbline, wanted.versions.plumbline],
    ['rng version', stored.versions.rng, wanted.versions.rng],
    ['hash of package-lock.json', stored.versions.lockfile, wanted.versions.lockfile],
    ['compiled code', stored.versions.code, wanted.versions.code],
    ['plan format', stored.format, wanted.format],
  ] as const;
  return [
    ...fixed.flatMap(([what, old, now]) => {
      // an older folder does not say everything
      const [before, after] = [canonicalJson(old ?? null), canonicalJson(now ?? null)];
      return before === after ? [] : [`${what}: the folder has ${brief(before)}, the study ${brief(after)}`];
    }),
    ...missing('cell', stored.cells, wanted.cells),
    ...missing('arm', stored.arms, wanted.arms),
    ...withdrawn(stored, wanted),
    ...(wanted.replicates < stored.replicates
      ? [`replicates: the folder has ${stored.replicates}, the study ${wanted.replicates}`]
      : []),
  ];
}

/** Fallback chains by arm, of the arms that a folder has. */
function chainsOf(plan: Plan, stored: Plan = plan): readonly (readonly string[])[] {
  const ids = new Set(stored.arms.map(({ id }) => id));
  return plan.arms.flatMap(({ id, name, fallback }) =>
    ids.has(id) && fallback !== undefined ? [[name, ...fallback]] : [],
  );
}

type Named = { readonly id: string; readonly name: string };

function missing(what: string, stored: readonly Named[], wanted: readonly Named[]): readonly string[] {
  const ids = new Set(wanted.map((item) => item.id));
  const names = new Set(wanted.map((item) => item.name));
  return stored
    .filter((item) => !ids.has(item.id))
    .map(
      (item) => `${what} ${item.name}: ${names.has(item.name) ? 'defined otherwise now' : 'no longer in the study'}`,
    );
}

/** Arms that no longer run in a cell, where both are still there. */
function withdrawn(stored: Plan, wanted: Plan): readonly string[] {
  const cells = new Map(wanted.cells.map((cell, i) => [cell.id, i]));
  const arms = new Map(wanted.arms.map((arm, i) => [arm.id, i]));
  return stored.cells.flatMap((cell, c) =>
    stored.arms.flatMap((arm, a) => {
      const [newCell, newArm] = [cells.get(cell.id), arms.get(arm.id)];
      if (newCell === undefined || newArm === undefined) return [];
      const gone = runsIn(stored, c, a) && !runsIn(wanted, newCell, newArm);
      return gone ? [`arm ${arm.name}: no longer runs in ${cell.name}`] : [];
    }),
  );
}
