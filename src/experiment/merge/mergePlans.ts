import { canonicalJson } from '../../core/canonicalJson.ts';
import { InputError } from '../../core/errors.ts';
import { brief } from '../plan/brief.ts';
import type { Plan, PlannedArm, PlannedCell } from '../plan/types.ts';

/** A plan, and where it was found. */
export type FoundPlan = { readonly folder: string; readonly plan: Plan };

/** The plan that has the cells, arms and replicates of all: theirs, if they are all the same, else cells and arms by name.
 *  An arm runs in a cell if it does in one of them. Associative, commutative and idempotent.
 *  @throws InputError where they differ in anything else: seed, levels, code version and the like, naming folders and values */
export function mergePlans(found: readonly FoundPlan[]): Plan {
  const [first, ...others] = found;
  if (first === undefined) throw new InputError({ message: 'no results folder to merge' });
  const problems = others.flatMap((other) => differences(first, other));
  if (problems.length > 0) throw new InputError(problems);
  const texts = new Set(found.map(({ plan }) => canonicalJson(plan)));
  if (texts.size === 1) return first.plan;
  const arms = byName('arm', found, ({ arms }) => arms);
  const cells = byName('cell', found, ({ cells }) => cells.map(({ conditioning: _, ...cell }) => cell));
  const conditioning = conditioningOf(found);
  return {
    ...first.plan,
    replicates: Math.max(...found.map(({ plan }) => plan.replicates)),
    arms,
    cells: cells.map((cell) => ({
      ...cell,
      conditioning: arms.map((arm) => conditioning.get(`${cell.id}/${arm.id}`) ?? null),
    })),
  };
}

const added = ['cells', 'arms', 'replicates', 'versions'] as const;

/** What two plans of one study must share. */
function sharedPart({ versions, ...plan }: Plan): ReadonlyMap<string, string> {
  const { plumbline, rng, lockfile, code, ...others } = versions;
  const fields = {
    ...Object.fromEntries(Object.entries(plan).filter(([key]) => !added.some((name) => name === key))),
    'code version': plumbline,
    'rng version': rng,
    'hash of package-lock.json': lockfile,
    'compiled code': code,
    ...others,
  };
  // an older folder does not say everything
  return new Map(Object.entries(fields).map(([name, value]) => [name, canonicalJson(value ?? null)]));
}

function differences(first: FoundPlan, other: FoundPlan) {
  const [one, two] = [sharedPart(first.plan), sharedPart(other.plan)];
  return [...new Set([...one.keys(), ...two.keys()])].flatMap((name) => {
    const [a, b] = [one.get(name) ?? 'none', two.get(name) ?? 'none'];
    if (a === b) return [];
    const message = `cannot be merged with ${first.folder}: ${name} is ${brief(b)} here and ${brief(a)} there`;
    return [{ file: other.folder, message }];
  });
}

type Named = Pick<PlannedCell | PlannedArm, 'id' | 'name'>;

/** All items, each once, sorted by name.
 *  @throws InputError where one name or one id stands for two different things */
function byName<T extends Named>(
  what: string,
  found: readonly FoundPlan[],
  itemsOf: (plan: Plan) => readonly T[],
): readonly T[] {
  const known = new Map<string, { readonly item: T; readonly folder: string }>();
  for (const { folder, plan } of found) {
    for (const item of itemsOf(plan)) {
      for (const key of [`name ${item.name}`, `id ${item.id}`]) {
        const before = known.get(key);
        if (before === undefined) known.set(key, { item, folder });
        else if (canonicalJson(before.item) !== canonicalJson(item)) {
          const message = `cannot be merged with ${before.folder}: ${what} ${item.name} is defined otherwise there`;
          throw new InputError({ file: folder, message });
        }
      }
    }
  }
  const items = [...known].flatMap(([key, { item }]) => (key.startsWith('id ') ? [item] : []));
  return items.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What each arm conditions on in each cell where it runs, by `cell id/arm id`. */
function conditioningOf(found: readonly FoundPlan[]): ReadonlyMap<string, PlannedCell['conditioning'][number]> {
  return new Map(
    found.flatMap(({ plan }) =>
      plan.cells.flatMap((cell) =>
        plan.arms.flatMap((arm, a) => {
          const conditioning = cell.conditioning[a] ?? null;
          return conditioning === null ? [] : [[`${cell.id}/${arm.id}`, conditioning] as const];
        }),
      ),
    ),
  );
}
