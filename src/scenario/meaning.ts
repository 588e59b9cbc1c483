import { cycleIn, isCyclic, stronglyConnectedComponents } from '../causal/graph.ts';
import type { Finding } from '../core/document.ts';
import { exposureFindings } from './exposureMeaning.ts';
import { geoFindings } from './geoMeaning.ts';
import { worldGraph } from './graph.ts';
import { observationFindings } from './observationMeaning.ts';
import { responseFindings } from './responseMeaning.ts';
import type { ScenarioDocument } from './schema/scenario.ts';
import type { World } from './world.ts';

/** What a well-shaped scenario still has wrong with it. */
export function meaningFindings(document: ScenarioDocument, world: World): readonly Finding[] {
  return [
    ...roleFindings(world),
    ...observedFindings(document, world),
    ...cycleFindings(world),
    ...world.nodes.flatMap((node) => responseFindings(node, document.nodes[node.name]!, world)),
    ...nestedFindings(world),
    ...geoFindings(document, world),
    ...exposureFindings(document),
    ...observationFindings(document, world),
  ];
}

function roleFindings({ nodes }: World): readonly Finding[] {
  const outcomes = nodes.filter(({ role }) => role === 'outcome').map(({ name }) => name);
  const path = ['nodes'];
  const named = outcomes.length === 0 ? 'none' : outcomes.join(' and ');
  return [
    ...(outcomes.length === 1
      ? []
      : [{ path, message: `expected exactly one node with \`outcome\`, received ${named}` }]),
    ...(nodes.some(({ role }) => role === 'spend')
      ? []
      : [{ path, message: 'expected at least one node with `spend`, received none' }]),
  ];
}

/** `latent` and `observed` must tell one story, and a channel cannot be dropped by forgetting it. */
function observedFindings({ nodes, observed }: ScenarioDocument, world: World): readonly Finding[] {
  if (observed === undefined) {
    const hidden = nodes[world.outcome]?.latent === true;
    return hidden ? [{ path: ['nodes', world.outcome, 'latent'], message: 'the outcome must be observed' }] : [];
  }
  const path = ['observed'];
  const missing = world.nodes
    .filter(({ name, role }) => role === 'outcome' || (role === 'spend' && !nodes[name]!.latent))
    .filter(({ name }) => !observed.includes(name));
  return [
    ...missing.map(({ name, role }) => ({
      path,
      message:
        role === 'outcome'
          ? `the outcome "${name}" must be observed`
          : `the channel "${name}" is left out; observe it, or say \`latent: true\` there`,
    })),
    ...observed.flatMap((name, i) =>
      nodes[name]?.latent
        ? [{ path: ['observed', i], message: `"${name}" is latent; observe it, or take \`latent: true\` away there` }]
        : [],
    ),
    ...observed.flatMap((name, i) =>
      observed.indexOf(name) < i ? [{ path: ['observed', i], message: `"${name}" stands here twice` }] : [],
    ),
  ];
}

/** Only arrows without a lag can make a cycle within a period; feedback from earlier periods is allowed. */
function cycleFindings(world: World): readonly Finding[] {
  const { nodes, edges } = worldGraph(world);
  const instant = { nodes, edges: edges.filter(({ lag }) => lag === 0) };
  return stronglyConnectedComponents(instant)
    .filter((component) => isCyclic(instant, component))
    .map((component) => ({
      path: ['nodes', component[0]!],
      message: `a cycle within one period: ${cycleIn(instant, component).join(' → ')}; give one of these arrows a lag of 1 or more`,
    }));
}

function nestedFindings(world: World): readonly Finding[] {
  if (!world.nested) return [];
  return world.nodes
    .filter(({ rescale }) => rescale !== undefined)
    .map(({ name, role }) => ({
      path: ['nodes', name, role, 'rescale'],
      message: 'makes the series depend on the length asked; say so by `nested: false` at the top',
    }));
}
