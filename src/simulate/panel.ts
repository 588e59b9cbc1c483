import type { Axis } from './axis.ts';
import type { CompiledWorld } from './compile.ts';
import { drawGeos, type GeoDraw } from './drawGeos.ts';
import type { DrawKey } from './drawKey.ts';
import { drawExogenous } from './exogenous.ts';
import { solveWorld } from './replay.ts';
import type { Setting } from './scaled.ts';

/** One draw of a world, geo by geo, on amounts per head; a national world is one geo of population 1. */
export type Panel = {
  /** as written: names, routes and tails, which geos share */
  readonly model: CompiledWorld;
  readonly axis: Axis;
  readonly geos: readonly GeoDraw[];
  /** one a geo, each with its own effects in its model */
  readonly settings: readonly Setting[];
};

/** @param rescaled as in `drawExogenous` */
export function drawPanel(model: CompiledWorld, axis: Axis, key: DrawKey, rescaled: number): Panel {
  const geos = drawGeos(model.world, key);
  const settings = geos.map((geo): Setting => {
    const own = modelOf(model, geo);
    const exogenous = drawExogenous(model.world, axis, key, rescaled, geo);
    return { model: own, axis, exogenous, factual: solveWorld(own, axis, exogenous) };
  });
  return { model, axis, geos, settings };
}

/** The world of one geo: routes and plans follow the arrows, which are the same everywhere. */
function modelOf(model: CompiledWorld, { index, effects }: GeoDraw): CompiledWorld {
  if (index === null) return model;
  const nodes = model.nodes.map((node, i) => ({
    ...node,
    // the factors of products stand after the terms, and have no effect of their own
    terms: node.terms.map((term, k) => ({ ...term, effect: effects[i]![k] ?? term.effect })),
  }));
  return { ...model, nodes };
}
