import { worldGraph } from './graph.ts';
import type { World, WorldNode } from './world.ts';

const shapes: Readonly<Record<WorldNode['role'], readonly [open: string, close: string]>> = {
  process: ['(', ')'],
  spend: ['[', ']'],
  exposure: ['[/', '/]'],
  mediator: ['{{', '}}'],
  outcome: ['[[', ']]'],
};

/** The causal graph as Mermaid text: boxes are channels, slanted ones what they buy, dashed nodes are latent, labels are lags. */
export function mermaidGraph(world: World): string {
  const { nodes, edges } = worldGraph(world);
  // numbered, since some names are words of Mermaid (`end`)
  const id = (name: string) => `n${nodes.indexOf(name)}`;
  const latent = world.nodes.filter((node) => node.latent).map(({ name }) => id(name));
  return [
    'flowchart LR',
    ...world.nodes.map(({ name, role }) => `  ${id(name)}${shapes[role][0]}"${name}"${shapes[role][1]}`),
    ...edges.map(({ from, to, lag }) => `  ${id(from)} -->${lag === 0 ? '' : `|lag ${lag}|`} ${id(to)}`),
    ...(latent.length === 0 ? [] : ['  classDef latent stroke-dasharray: 5 5', `  class ${latent.join(',')} latent`]),
  ].join('\n');
}
