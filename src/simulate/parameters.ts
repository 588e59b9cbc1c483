import { adstocks, saturations } from '../media/registry.ts';
import type { Adstock, CurveParameter, Saturation } from '../media/types.ts';
import type { NodeGeo } from '../scenario/geos.ts';
import type { Term, World, WorldNode } from '../scenario/world.ts';

/** Every number that a world was generated with, by dotted path: `revenue.google.effect`, `.lag`, `.adstock.alpha`,
 *  `.adstock.max_lag`, `.saturation.slope`, and `revenue.base.0.level.value`, `revenue.noise.0.normal.sd`.
 *  What varies an effect: `revenue.tv.varies.0.random-walk.sd`; interactions: `revenue.tv*search.effect`.
 *  A second term from the same source reads `google#2`. How geos differ: `revenue.geo.level`, `google.geo.spread`,
 *  `google.geo.targeting`, `revenue.google.geo.lognormal`. */
export function generatingParameters(world: World): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const node of world.nodes) {
    for (const role of ['base', 'scale', 'noise'] as const) {
      node[role].forEach((component, index) => {
        for (const [field, value] of Object.entries(component))
          if (typeof value === 'number') found[`${node.name}.${role}.${index}.${component.kind}.${field}`] = value;
      });
    }
    for (const [name, value] of nodeGeoParameters(node.geo)) found[`${node.name}.geo.${name}`] = value;
    const names = termNames(node);
    node.terms.forEach((term, k) => {
      // spend is divided by what exposure costs: no effect
      if (node.of !== undefined && k === 0) return;
      for (const [name, value] of termParameters(term)) found[`${names[k]!}.${name}`] = value;
      term.varies?.forEach((path, i) => {
        for (const [field, value] of Object.entries(path))
          if (typeof value === 'number') found[`${names[k]!}.varies.${i}.${path.kind}.${field}`] = value;
      });
    });
    for (const { between, effect } of node.interactions ?? [])
      found[`${node.name}.${between.join('*')}.effect`] = effect;
  }
  return found;
}

/** `revenue.google`, `revenue.google#2`, in the order of the node's terms. */
export function termNames({ name, terms }: WorldNode): readonly string[] {
  return terms.map(({ from }, k) => {
    const earlier = terms.slice(0, k).filter((term) => term.from === from).length;
    return `${name}.${earlier === 0 ? from : `${from}#${earlier + 1}`}`;
  });
}

function nodeGeoParameters(geo: NodeGeo | undefined): readonly (readonly [string, number])[] {
  if (geo === undefined) return [];
  if (geo.kind === 'level') return [['level', geo.sd]];
  return [
    ['spread', geo.sd],
    ['targeting', geo.targeting],
  ];
}

function termParameters({ adstock, saturation, effect, lag, geo }: Term): readonly (readonly [string, number])[] {
  const named = (prefix: string, parameters: readonly CurveParameter[], values: readonly number[]) =>
    parameters.map(({ name }, j) => [`${prefix}.${name}`, values[j]!] as const);
  const carryover = adstock === null ? undefined : (adstocks as Readonly<Record<string, Adstock>>)[adstock.curve];
  const shape =
    saturation === null ? undefined : (saturations as Readonly<Record<string, Saturation>>)[saturation.curve];
  return [
    ['effect', effect],
    ['lag', lag],
    ...(geo === undefined ? [] : [[`geo.${geo.law.replace('-', '_')}`, geo.sd] as const]),
    ...named('adstock', carryover?.parameters ?? [], adstock?.parameters ?? []),
    ...(adstock === null ? [] : [['adstock.max_lag', adstock.maxLag] as const]),
    ...named('saturation', shape?.parameters ?? [], saturation?.parameters ?? []),
  ];
}
