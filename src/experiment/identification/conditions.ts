import type { Way } from '../../estimate/contract.ts';
import type { CausalReading } from '../../scenario/causalGraph.ts';
import { actingOf } from '../../scenario/graph.ts';
import { observedEvery } from '../../scenario/observation.ts';
import type { World } from '../../scenario/world.ts';
import type { Conditions } from '../../score/adjusts.ts';
import type { PlannedArm, PlannedConditioning } from '../plan/types.ts';
import { hasTermsFor } from './calendarTerms.ts';

/** What an arm conditions on, in the nodes of the graph: channels with every period, controls in the outcome's or at the lags
 *  that its `adjust:` gave them, the calendar where its settings have terms for it.
 *  @returns two where nobody can say whether it has such terms: without them and with them */
export function conditionsOf(
  { channels, calendar }: CausalReading,
  world: World,
  arm: Pick<PlannedArm, 'settings' | 'data'>,
  { variables, models, ways, adjustment }: PlannedConditioning,
): readonly Conditions[] {
  const media = variables.filter((name) => channels.includes(name)).map((name) => actingOf(world, name));
  const every = observedEvery(world);
  const controls = variables
    .filter((name) => !channels.includes(name))
    .map((name) => {
      const lags = adjustment?.controls.find((one) => one.name === name)?.lags ?? [0];
      return { name, lags: lags.flatMap((lag) => Array.from({ length: every }, (_, i) => lag * every + i)) };
    });
  const terms = calendar.map((cause) => ({ name: cause.name, has: hasTermsFor(arm, cause) }));
  const among = (...kinds: readonly (boolean | null)[]) =>
    terms.filter(({ has }) => kinds.includes(has)).map(({ name }) => name);
  // a front door's first stage has the calendar's terms too
  const waysWith = (...terms: readonly string[]): Pick<Conditions, 'ways'> => {
    const acting = (way: Way): Way =>
      way.by === 'front-door'
        ? { ...way, beside: [...way.beside.map((name) => actingOf(world, name)), ...terms] }
        : way;
    if (ways === undefined) return {};
    return {
      ways: Object.fromEntries(Object.entries(ways).map(([name, way]) => [actingOf(world, name), acting(way)])),
    };
  };
  const known = {
    series: [...media, ...among(true)],
    controls,
    models: models.map((name) => actingOf(world, name)),
    ...waysWith(...among(true)),
  };
  if (!terms.some(({ has }) => has === null)) return [known];
  const perhaps = among(true, null);
  return [known, { ...known, series: [...media, ...perhaps], ...waysWith(...perhaps) }];
}
