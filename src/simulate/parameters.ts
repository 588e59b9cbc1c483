import { adstocks, saturations } from '../media/registry.ts';
import type { Adstock, CurveParameter, Saturation } from '../media/types.ts';
import type { Term, World } from '../scenario/world.ts';

/** Every number that a world was generated with, by dotted path: `revenue.google.effect`, `.lag`, `.adstock.alpha`,
 *  `.adstock.max_lag`, `.saturation.slope`, and `revenue.base.0.level.value`, `revenue.noise.0.normal.sd`.
 *  A second term from the same source reads `google#2`. */
export function generatingParameters(world: World): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const node of world.nodes) {
    for (const role of ['base', 'scale', 'noise'] as const) {
      node[role].forEach((component, index) => {
        for (const [field, value] of Object.entries(component))
          if (typeof value === 'number') found[`${node.name}.${role}.${index}.${component.kind}.${field}`] = value;
      });
    }
    node.terms.forEach((term, k) => {
      const earlier = node.terms.slice(0, k).filter(({ from }) => from === term.from).length;
      const source = earlier === 0 ? term.from : `${term.from}#${earlier + 1}`;
      for (const [name, value] of termParameters(term)) found[`${node.name}.${source}.${name}`] = value;
    });
  }
  return found;
}

function termParameters({ adstock, saturation, effect, lag }: Term): readonly (readonly [string, number])[] {
  const named = (prefix: string, parameters: readonly CurveParameter[], values: readonly number[]) =>
    parameters.map(({ name }, j) => [`${prefix}.${name}`, values[j]!] as const);
  const carryover = adstock === null ? undefined : (adstocks as Readonly<Record<string, Adstock>>)[adstock.curve];
  const shape =
    saturation === null ? undefined : (saturations as Readonly<Record<string, Saturation>>)[saturation.curve];
  return [
    ['effect', effect],
    ['lag', lag],
    ...named('adstock', carryover?.parameters ?? [], adstock?.parameters ?? []),
    ...(adstock === null ? [] : [['adstock.max_lag', adstock.maxLag] as const]),
    ...named('saturation', shape?.parameters ?? [], saturation?.parameters ?? []),
  ];
}
