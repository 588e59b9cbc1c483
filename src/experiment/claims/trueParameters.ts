import type { World } from '../../scenario/world.ts';
import { generatingParameters } from '../../simulate/parameters.ts';

/** The generating numbers of the outcome's equation, under the names that fits' parameters get too: `intercept`, `trend`,
 *  `sigma`, `tv.effect`, `tv.adstock.alpha`, `tv.saturation.slope`, `price.effect`; all others by the full names of
 *  simulate/parameters.ts. */
export function trueParameters(world: World): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(generatingParameters(world)).map(([name, value]) => [shortName(name, world.outcome), value]),
  );
}

function shortName(name: string, outcome: string): string {
  if (!name.startsWith(`${outcome}.`)) return name;
  const own = name.slice(outcome.length + 1);
  if (/^base\.\d+\.level\.value$/.test(own)) return 'intercept';
  if (/^base\.\d+\.trend\.slope$/.test(own)) return 'trend';
  return /^noise\.\d+\.normal\.sd$/.test(own) ? 'sigma' : own;
}
