import { check, type Finding } from '../core/document.ts';
import { buildWorld } from './build.ts';
import { extractDraws } from './draws/extract.ts';
import { placeDraws } from './draws/place.ts';
import { meaningFindings } from './meaning.ts';
import { type ScenarioDocument, scenarioSchema } from './schema/scenario.ts';
import type { World } from './world.ts';

/** By dial, then by dotted path: the values at 0 and at 1. */
export type Dials = ScenarioDocument['dials'];

type Read = { readonly document?: ScenarioDocument; readonly world?: World; readonly findings: readonly Finding[] };

/** A plain document read as a world: the findings against it, and the world if there are none. Numbers that are drawn
 *  once a replicate stand in the world by their law's center, and in its `draws`. */
export function readWorld(document: unknown): Read {
  const { plain, drawn, findings } = extractDraws(document);
  if (findings.length > 0) return { findings };
  const read = readPlain(plain);
  if (read.world === undefined || drawn.length === 0) return read;
  const placed = placeDraws(plain, drawn, readPlain);
  if (placed.findings.length > 0) return { document: read.document!, findings: placed.findings };
  return { ...read, world: { ...read.world, draws: placed.draws } };
}

function readPlain(document: unknown): Read {
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
