import { check, type Finding } from '../core/document.ts';
import { buildWorld } from './build.ts';
import { meaningFindings } from './meaning.ts';
import { type ScenarioDocument, scenarioSchema } from './schema/scenario.ts';
import type { World } from './world.ts';

/** By dial, then by dotted path: the values at 0 and at 1. */
export type Dials = ScenarioDocument['dials'];

/** A plain document read as a world: the findings against it, and the world if there are none. */
export function readWorld(document: unknown): {
  readonly document?: ScenarioDocument;
  readonly world?: World;
  readonly findings: readonly Finding[];
} {
  const { data, findings } = check(scenarioSchema(nodeNames(document)), document);
  if (data === undefined) return { findings };
  const world = buildWorld(data);
  const meaning = meaningFindings(data, world);
  return meaning.length > 0 ? { document: data, findings: meaning } : { document: data, world, findings: [] };
}

/** Names of the nodes before anything is known to be right. */
function nodeNames(document: unknown): readonly string[] {
  const nodes = (document as { readonly nodes?: unknown } | null)?.nodes;
  return typeof nodes === 'object' && nodes !== null && !Array.isArray(nodes) ? Object.keys(nodes) : [];
}
