import { adjustmentFor } from '../../causal/graph.ts';
import { InputError } from '../../core/errors.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Conditioning } from '../../estimate/contract.ts';
import { type CausalReading, causalReading } from '../../scenario/causalGraph.ts';
import { exposureOf } from '../../scenario/graph.ts';
import { observedEvery } from '../../scenario/observation.ts';
import type { World } from '../../scenario/world.ts';
import type { PlannedArm, PlannedCell } from '../plan/types.ts';
import { analystGraph } from './analystGraph.ts';
import { checkVariable } from './arrow.ts';
import { dataLags } from './lags.ts';
import type { Adjustment } from './types.ts';

type Cell = Pick<PlannedCell, 'world' | 'recording'>;
type Asked = Pick<PlannedArm, 'adjust' | 'graph'>;

/** Which controls an arm's estimator gets in a cell; undefined where it gets the data as they are. A mediator whose own
 *  response the fit models always stays.
 *  @param dataset any of the cell's: names and lengths matter
 *  @param whole what the fit conditions on with all controls
 *  @throws InputError for names that the data or the graph do not have, and for a graph that nobody declared */
export function chooseControls(
  cell: Cell,
  asked: Asked,
  dataset: Dataset,
  whole: Conditioning,
): Adjustment | undefined {
  const { adjust } = asked;
  if (adjust === undefined) return undefined;
  const names = dataset.controls.map(({ name }) => name);
  const chosen = adjust === 'from-graph' ? fromGraph(cell, asked, dataset, whole) : named(adjust, cell, names);
  const found = new Map(chosen.controls.map(({ name, lags }) => [name, lags]));
  for (const name of whole.models) if (names.includes(name) && !found.has(name)) found.set(name, [0]);
  const controls = names.flatMap((name) => (found.has(name) ? [{ name, lags: found.get(name)! }] : []));
  return { ...chosen, controls };
}

function named(adjust: 'none' | readonly string[], { world }: Cell, names: readonly string[]): Adjustment {
  const wanted = adjust === 'none' ? [] : adjust;
  const holder = `the list of controls of ${world.name}`;
  for (const [i, name] of wanted.entries()) checkVariable(name, names, `adjust[${i}]`, holder);
  return { controls: wanted.map((name) => ({ name, lags: [0] })) };
}

function fromGraph(
  { world, recording }: Cell,
  { graph: edits = {} }: Asked,
  dataset: Dataset,
  { variables, models }: Conditioning,
): Adjustment {
  if (recording !== undefined) {
    const message = `from-graph needs the graph of a scenario; ${world.name} is recorded and declares none`;
    throw new InputError({ path: 'adjust', message });
  }
  // a fit's curves act on what spend buys, where the data have it
  const acting = new Map(
    dataset.channels.map(({ name, volume }) => [name, (volume && exposureOf(world, name)) ?? name]),
  );
  const fixed = [world.outcome, ...acting.keys(), ...acting.values()];
  const reading = asDrawn(world);
  const graph = analystGraph(reading.graph, edits, fixed);
  const channels = [...acting.keys()].filter((name) => variables.includes(name) || models.includes(name));
  if (channels.length === 0) return { controls: [], basis: 'none' };
  const names = dataset.controls.map(({ name }) => name);
  const dates = reading.calendar.map(({ name }) => name);
  const observed = [...names, ...dates].filter((name) => graph.nodes.includes(name));
  const treatments = channels.map((name) => acting.get(name)!);
  const { basis, controls, direct } = adjustmentFor(graph, world.outcome, treatments, observed);
  const read = controls
    .filter(({ name }) => names.includes(name))
    .map((control) => ({ control, ...dataLags(control, observedEvery(world), dataset.periods) }));
  const notes = [
    ...read.flatMap((one) => one.notes),
    ...doubts(
      reading,
      controls.map(({ name }) => name),
    ),
  ];
  return {
    controls: read.flatMap(({ control: { name }, lags }) => (lags.length === 0 ? [] : [{ name, lags }])),
    basis,
    ...(basis === 'some' ? { right: channels.filter((name) => direct.includes(acting.get(name)!)) } : {}),
    ...(notes.length === 0 ? {} : { notes }),
  };
}

/** A world's graph with every arrow that it declares: who draws one does not know that its effect, or its dial, is 0. */
const asDrawn = (world: World): CausalReading =>
  causalReading({
    ...world,
    nodes: world.nodes.map((node) => ({
      ...node,
      terms: node.terms.map((term) => (term.effect === 0 ? { ...term, effect: 1 } : term)),
    })),
  });

/** What stands between the chosen controls and what the graph says of them. */
function doubts({ calendar, recordedWithErrors }: CausalReading, chosen: readonly string[]): readonly string[] {
  const dates = calendar.map(({ name }) => name).filter((name) => chosen.includes(name));
  const faulty = recordedWithErrors.filter((name) => chosen.includes(name));
  return [
    ...(dates.length === 0 ? [] : [`the estimator has to adjust for ${dates.join(', ')} by itself`]),
    ...faulty.map((name) => `${name} is recorded with errors, which leaves part of its bias`),
  ];
}
