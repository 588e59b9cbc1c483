import type { ObservationDocument } from './schema/observation.ts';
import type { ScenarioDocument } from './schema/scenario.ts';
import type { World } from './world.ts';

/** Nothing where records are as the world is, so that such worlds keep their hash. */
export function buildObservation({
  observed_every: every = 1,
  observation = {},
}: ScenarioDocument): Pick<World, 'observation'> {
  const { summed = [] } = observation;
  const errors = listed(observation.errors).map(({ factor, ...when }) => ({ ...whenOf(when), factor }));
  const missing = listed(observation.missing).map(({ filled, ...when }) => ({ ...whenOf(when), filled }));
  if (every === 1 && errors.length === 0 && missing.length === 0) return {};
  return { observation: { every, summed, errors, missing } };
}

type When = Omit<Exclude<ObservationDocument['errors'], undefined | readonly unknown[]>, 'factor'>;

function whenOf({ nodes, probability, at }: When) {
  return { nodes, ...(probability === undefined ? {} : { probability }), ...(at === undefined ? {} : { at }) };
}

function listed<T extends object>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
