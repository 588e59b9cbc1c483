import { awaitsSimulation, type LiftTest } from '../../estimate/liftTests/settings.ts';
import type { World } from '../../scenario/world.ts';
import { type CompiledWorld, compileWorld } from '../../simulate/compile.ts';
import type { DrawKey } from '../../simulate/drawKey.ts';
import type { Panel } from '../../simulate/panel.ts';
import { panelOf, replicateOf } from '../../simulate/simulate.ts';
import type { PlannedCell } from '../plan/types.ts';
import { liftRequest } from './request.ts';
import { runLiftTest } from './run.ts';

/** Settings with the results of their tests in place of designs: channel, window, tail, scale and use as written, then what was
 *  found. `cost` is for the reader of `plumbline replay`. Other settings are given back as they are. */
export function withLiftTests(settings: unknown, cell: Pick<PlannedCell, 'world' | 'periods'>, key: DrawKey): unknown {
  const tests = liftRequest(settings);
  if (tests === null) return settings;
  const panel = panelIn(
    cell,
    key,
    tests.map(({ tail }) => tail),
  );
  const seen = new Map<string, number>();
  const results = tests.flatMap((test): object[] => {
    if (!awaitsSimulation(test)) return [test];
    const { channel, window, tail, scale, use, design, repeat = 1 } = test;
    const what = JSON.stringify([channel, window, tail, scale, design]);
    const first = seen.get(what) ?? 0;
    seen.set(what, first + repeat);
    return Array.from({ length: repeat }, (_, k) => {
      const { effect, se, cost } = runLiftTest(panel, test, first + k, key);
      const { outcomeLost: outcome_lost, spendSaved: spend_saved } = cost;
      return { channel, window, tail, scale, use, effect, se, cost: { outcome_lost, spend_saved } } satisfies Resolved;
    });
  });
  return { ...(settings as object), lift_tests: results };
}

type Resolved = LiftTest & { readonly cost: { readonly outcome_lost: number; readonly spend_saved: number } };

/** Arms of a cell ask for one world and one replicate after another. */
const known = new WeakMap<World, { readonly compiled: CompiledWorld; place: string; panel: Panel | null }>();

function panelIn({ world, periods }: Pick<PlannedCell, 'world' | 'periods'>, key: DrawKey, tails: readonly number[]) {
  const entry = known.get(world) ?? { compiled: compileWorld(world), place: '', panel: null };
  known.set(world, entry);
  const { seed, replicate } = key;
  const place = JSON.stringify([seed, replicate, periods, Math.max(0, ...tails)]);
  if (entry.panel === null || entry.place !== place) {
    entry.panel = panelOf(replicateOf(entry.compiled, key), { seed, replicate, periods }, tails);
    entry.place = place;
  }
  return entry.panel;
}
