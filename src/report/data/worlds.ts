import { InputError } from '../../core/errors.ts';
import { estimandKey } from '../../dataset/estimand.ts';
import { nationalDataset } from '../../dataset/national.ts';
import type { Plan, PlannedCell } from '../../experiment/plan/types.ts';
import { channelsOf, worldGraph } from '../../scenario/graph.ts';
import { compileWorld } from '../../simulate/compile.ts';
import { drawnWorld } from '../../simulate/drawParameters.ts';
import { simulate } from '../../simulate/simulate.ts';
import { drawnSeries } from './digits.ts';
import { estimandName } from './estimandName.ts';
import { spendGrid, trueCurve } from './trueCurve.ts';
import type { WorldFacts } from './types.ts';

/** One of a scenario's cells stands for it: the first of its longest. */
export function shownCells(plan: Pick<Plan, 'cells'>): readonly PlannedCell[] {
  const found = new Map<string, PlannedCell>();
  for (const cell of plan.cells) {
    const known = found.get(cell.scenario);
    if (known === undefined || cell.periods > known.periods) found.set(cell.scenario, cell);
  }
  return [...found.values()];
}

/** More are no longer looked at one by one, and would fill the page. A choice. */
const MOST_WORLDS = 60;

/** The worlds of a study, with replicate 0 simulated again. Recorded worlds have no generator to show.
 *  @returns with a sentence for each world that is left out for a reason of its own, and one for all beyond the most */
export function worldsOf(plan: Plan): { readonly worlds: readonly WorldFacts[]; readonly notes: readonly string[] } {
  const simulated = shownCells(plan).filter(({ recording }) => recording === undefined);
  const worlds: WorldFacts[] = [];
  const notes: string[] = [];
  for (const cell of simulated.slice(0, MOST_WORLDS)) {
    try {
      worlds.push(worldFacts(plan, cell));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      notes.push(`World ${cell.scenario} is not shown, as it could not be simulated again: ${error.message}.`);
    }
  }
  if (simulated.length > MOST_WORLDS)
    notes.push(`The page shows the first ${MOST_WORLDS} of ${simulated.length} worlds.`);
  return { worlds, notes };
}

function worldFacts(plan: Plan, cell: PlannedCell): WorldFacts {
  const key = { seed: plan.seed, replicate: 0 };
  const requests = [...plan.estimands, { kind: 'contribution.direct' as const }];
  const compiled = compileWorld(cell.world);
  const { dataset: observed, truth } = simulate(compiled, { ...key, periods: cell.periods, requests });
  const dataset = observed.geos.length === 1 ? observed : nationalDataset(observed);
  const spendOf = new Map(dataset.channels.map(({ name, spend }) => [name, spend.window]));
  const world = drawnWorld(cell.world, key);
  const asked = truth.effects.slice(0, cell.estimands.length);
  const direct = truth.effects.slice(cell.estimands.length);
  const graph = worldGraph(world);
  return {
    scenario: cell.scenario,
    cell: cell.name,
    about: cell.world.about,
    nodes: world.nodes.map(({ name, role }) => ({ name, role, observed: world.observed.includes(name) })),
    edges: graph.edges.map(({ from, to, lag }) => ({ from, to, lagged: lag > 0 })),
    truths: asked.flatMap(({ estimand, value }) =>
      value === null
        ? []
        : [{ channel: estimand.channel, estimand: estimandName(estimandKey(estimand)), kind: estimand.kind, value }],
    ),
    curves: channelsOf(world).flatMap((channel) => {
      const spend = spendGrid(Math.max(0, ...(spendOf.get(channel) ?? [])));
      const curve = trueCurve(world, channel, spend);
      const facts = { spend: drawnSeries(spend), estimate: null, lower: null, upper: null };
      return curve === null ? [] : [{ channel, curve: { ...facts, truth: curve } }];
    }),
    series: {
      periods: dataset.periods,
      outcome: drawnSeries(dataset.outcome.values),
      spend: [...spendOf].map(([channel, values]) => ({ channel, values: drawnSeries(values) })),
      contributions: direct.map(({ estimand, perPeriod }) => ({
        channel: estimand.channel,
        values: drawnSeries(perPeriod?.slice(0, dataset.periods) ?? []),
      })),
    },
  };
}
