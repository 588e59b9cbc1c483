import { InputError } from '../core/errors.ts';
import { openStream } from '../core/random/stream.ts';
import { priorFamilies } from '../inference/priors/registry.ts';
import type { Law } from '../scenario/draws/law.ts';
import type { World } from '../scenario/world.ts';
import type { DrawKey } from './drawKey.ts';

/** A draw outside of its bounds is drawn again; a law with less than this in them has been bounded by mistake. */
const ATTEMPTS = 10_000;

/** The world of one replicate: each parameter that has a law drawn from it, by a stream that its path in the scenario
 *  file names, so that other laws, sample sizes and swept values move no draw. The same world where nothing is drawn.
 *  @throws InputError for bounds that hold next to nothing of a law */
export function drawnWorld(world: World, { seed, replicate }: DrawKey): World {
  const { draws, ...rest } = world;
  if (draws === undefined) return world;
  return draws.reduce<World>((next, { path, at, law }) => {
    const value = drawFrom(law, [seed, replicate, path], path);
    return at.reduce<World>((partly, place) => placed(partly, place, value) as World, next);
  }, rest);
}

function drawFrom({ family, parameters, within }: Law, key: readonly (string | number)[], path: string): number {
  const stream = openStream(key);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const value = priorFamilies[family].draw(stream, parameters);
    if (within === undefined || (value >= within[0] && value <= within[1])) return value;
  }
  const message = `none of ${ATTEMPTS} draws of ${family}(${parameters.join(', ')}) lies within ${within?.join(' and ')}`;
  throw new InputError({ path, message });
}

/** A copy with another value at a place. */
function placed(value: unknown, [step, ...below]: readonly (string | number)[], to: number): unknown {
  if (step === undefined) return to;
  if (Array.isArray(value)) return value.map((item, i) => (i === step ? placed(item, below, to) : item));
  return { ...(value as object), [step]: placed(Reflect.get(value as object, step), below, to) };
}
