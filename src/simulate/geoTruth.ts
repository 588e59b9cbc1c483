import type { Panel } from './panel.ts';
import { termNames } from './parameters.ts';
import type { GeoTruth } from './truth.ts';

/** What was drawn for each geo: population, levels, spreads and effects. */
export function geoTruths({ model, geos }: Panel): readonly GeoTruth[] {
  const { nodes } = model.world;
  return geos.map(({ name, population, levels, factors, effects }) => {
    const parameters: Record<string, number> = {};
    nodes.forEach((node, i) => {
      if (node.geo?.kind === 'level') parameters[`${node.name}.level`] = levels[i]!;
      if (node.geo?.kind === 'spread') parameters[`${node.name}.spread`] = factors[i]!;
      termNames(node).forEach((term, k) => {
        if (node.terms[k]!.geo !== undefined) parameters[`${term}.effect`] = effects[i]![k]!;
      });
    });
    return { name, population, parameters };
  });
}
