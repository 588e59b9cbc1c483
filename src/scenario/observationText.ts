import { lawText } from './draws/law.ts';
import { observedEvery, observedPeriod, type When } from './observation.ts';
import type { World } from './world.ts';

/** How a world gets into its data, and what differs between replicates, a sentence a line; none where the data are the
 *  world's own series and its numbers are as written. */
export function observationText(world: World): readonly string[] {
  return [...periodLines(world), ...recordLines(world), ...drawLines(world)];
}

function periodLines(world: World): readonly string[] {
  const { observation, period, nodes, observed } = world;
  const every = observedEvery(world);
  if (every === 1 || observation === undefined) return [];
  const means = nodes
    .filter(({ name, role }) => observed.includes(name) && (role === 'process' || role === 'mediator'))
    .filter(({ name }) => !observation.summed.includes(name))
    .map(({ name }) => name);
  const those = means.length === 0 ? '' : `, means of ${means.join(', ')}`;
  return [`equations are by the ${period}; a ${observedPeriod(world)} of the data is the sum of ${every}${those}`];
}

function recordLines({ observation }: World): readonly string[] {
  if (observation === undefined) return [];
  return [
    ...observation.errors.map((entry) => `recorded times ${entry.factor}: ${whenText(entry)}`),
    ...observation.missing.map((entry) => `lost, and filled in by ${fillings[entry.filled]}: ${whenText(entry)}`),
  ];
}

const fillings = { zero: '0', last: 'the last record', interpolated: 'a straight line' };

function whenText({ nodes, probability, at }: When): string {
  const when = at === undefined ? `with probability ${probability}` : `in period ${at.join(', ')}`;
  return `${nodes.join(', ')} ${when}`;
}

function drawLines({ draws = [] }: World): readonly string[] {
  return draws.map(({ path, law }) => `drawn once a replicate, above its center: ${path} ~ ${lawText(law)}`);
}
