import type { Finding } from '../core/document.ts';
import { type NodeDocument, roles } from './schema/node.ts';
import type { ScenarioDocument } from './schema/scenario.ts';
import type { World } from './world.ts';

/** Columns that the CSV of a geo world has besides its nodes. */
const columns = ['geo', 'population', 'period'];

/** What a scenario says of geos that makes no sense: differences in a world without geos, or in a node that is the same
 *  everywhere; the same everywhere, but driven by what is not; a baseline to target that does not differ. */
export function geoFindings(document: ScenarioDocument, world: World): readonly Finding[] {
  const nodes = Object.entries(document.nodes);
  if (document.geos === undefined) return nodes.flatMap(([name, node]) => strayFindings(name, node));
  return nodes.flatMap(([name, node]) => [
    ...(columns.includes(name)
      ? [{ path: ['nodes', name], message: 'is a column of geo data already; take another name' }]
      : []),
    ...(node.shared ? sharedFindings(name, node, document) : []),
    ...differenceFindings(name, node, document, world),
    ...truncationFindings(name, node),
  ]);
}

function strayFindings(name: string, node: NodeDocument): readonly Finding[] {
  const message = 'this world has no `geos` that could differ or share';
  return [
    ...(node.geo === undefined ? [] : [{ path: ['nodes', name, 'geo'], message }]),
    ...(node.shared ? [{ path: ['nodes', name, 'shared'], message }] : []),
    ...arrowsOf(name, node)
      .filter(({ arrow }) => arrow.geo !== undefined)
      .map(({ path }) => ({ path: [...path, 'geo'], message })),
  ];
}

function sharedFindings(name: string, node: NodeDocument, { nodes }: ScenarioDocument): readonly Finding[] {
  const path = ['nodes', name, 'shared'];
  const own = arrowsOf(name, node);
  return [
    ...(node.outcome === undefined ? [] : [{ path, message: 'the outcome is sold geo by geo; it cannot be shared' }]),
    ...(node.geo === undefined ? [] : [{ path, message: 'the same in every geo, yet `geo` says how it differs' }]),
    ...own
      .filter(({ from }) => nodes[from]?.shared === false)
      .map(({ from }) => ({ path, message: `driven by "${from}", which every geo has its own; share that too` })),
    ...own
      .filter(({ arrow }) => arrow.geo !== undefined)
      .map((arrow) => ({ path: [...arrow.path, 'geo'], message: `"${name}" is shared: its effects cannot differ` })),
  ];
}

function differenceFindings(
  name: string,
  node: NodeDocument,
  { nodes }: ScenarioDocument,
  world: World,
): readonly Finding[] {
  const { level, spread, targeting } = node.geo ?? {};
  const path = ['nodes', name, 'geo'];
  if (node.spend === undefined) {
    const role = roles.find((candidate) => node[candidate] !== undefined);
    return [
      ...(spread === undefined ? [] : [{ path: [...path, 'spread'], message: `is for spend; a ${role} has a level` }]),
      ...(targeting === undefined ? [] : [{ path: [...path, 'targeting'], message: 'is for spend' }]),
    ];
  }
  const baseline = nodes[world.outcome]?.geo?.level;
  return [
    ...(level === undefined ? [] : [{ path: [...path, 'level'], message: 'spend differs by its `spread`' }]),
    ...(targeting !== undefined && spread === undefined
      ? [{ path: [...path, 'targeting'], message: 'targets nothing without a `spread` between geos' }]
      : []),
    ...(targeting !== undefined && spread !== undefined && baseline === undefined
      ? [
          {
            path: [...path, 'targeting'],
            message: `targets the level of "${world.outcome}", which is the same in every geo; give that a \`geo: { level: … }\``,
          },
        ]
      : []),
  ];
}

function truncationFindings(name: string, node: NodeDocument): readonly Finding[] {
  return arrowsOf(name, node)
    .filter(({ arrow }) => arrow.geo?.truncated_normal !== undefined && arrow.effect < 0)
    .map(({ path, arrow }) => ({
      path: [...path, 'geo', 'truncated_normal'],
      message: `keeps effects at 0 or above, and the effect is ${arrow.effect}; take normal or lognormal`,
    }));
}

/** Arrows that are written out, with their place; one that is a number has nothing to say of geos. */
function arrowsOf(name: string, { drivers, exposure, responses, outcome }: NodeDocument) {
  const groups = [
    { path: ['nodes', name, 'drivers'], arrows: drivers },
    { path: ['nodes', name, 'exposure', 'cost', 'drivers'], arrows: exposure?.cost.drivers },
    { path: ['nodes', name, 'outcome', 'drivers'], arrows: outcome?.drivers },
    { path: ['nodes', name, 'responses'], arrows: responses },
  ];
  return groups.flatMap(({ path, arrows }) =>
    Object.entries(arrows ?? {}).map(([from, arrow]) => ({
      from,
      path: [...path, from],
      arrow: typeof arrow === 'number' ? { effect: arrow, geo: undefined } : arrow!,
    })),
  );
}
