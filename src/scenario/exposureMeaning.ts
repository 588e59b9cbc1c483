import type { Finding } from '../core/document.ts';
import type { ScenarioDocument } from './schema/scenario.ts';

/** Exposure is bought by the spend of one channel, which then has no other. */
export function exposureFindings({ nodes, observed }: ScenarioDocument): readonly Finding[] {
  const owner = new Map<string, string>();
  return Object.entries(nodes).flatMap(([name, node]): readonly Finding[] => {
    if (node.exposure === undefined) return [];
    const { of } = node.exposure;
    const path = ['nodes', name, 'exposure', 'of'];
    const channel = nodes[of];
    const other = owner.get(of);
    owner.set(of, name);
    if (channel?.spend === undefined)
      return [{ path, message: `"${of}" is no channel; expected a node with \`spend\`` }];
    if (other !== undefined) return [{ path, message: `the spend of "${of}" buys "${other}" already` }];
    const seen = observed === undefined ? !node.latent : observed.includes(name);
    if (seen && channel.latent) return [{ path, message: `"${of}" is latent; then so must be what it buys` }];
    return channel.shared === node.shared
      ? []
      : [{ path, message: `"${of}" and "${name}" must both be \`shared\`, or neither` }];
  });
}
