import type { Finding } from '../../core/document.ts';
import { replaceAt } from '../paths.ts';
import type { World } from '../world.ts';
import type { DrawnParameter, Place } from './drawn.ts';
import type { Drawn } from './extract.ts';
import { reachOf } from './law.ts';

type Read = { readonly world?: World; readonly findings: readonly Finding[] };
/** A drawn number with the least and the largest that can come out of it. */
type Probe = Drawn & { readonly ends: readonly [lowest: number, highest: number]; readonly at: Place[] };

/** Finds where each drawn number ends up in the world: all are set to the least and to the largest that can come out, and
 *  what differs between the two worlds is they. So a law that can leave what is allowed is refused here, as is a number
 *  from which something else follows.
 *  @param plain the document with centers in the laws' places */
export function placeDraws(
  plain: unknown,
  drawn: readonly Drawn[],
  read: (document: unknown) => Read,
): { readonly draws: readonly DrawnParameter[]; readonly findings: readonly Finding[] } {
  const lags = drawn.filter(({ path }) => path.at(-1) === 'lag' || path.at(-1) === 'max_lag');
  const message = 'cannot be drawn: tails must hold for every draw';
  if (lags.length > 0) return { draws: [], findings: lags.map(({ path }) => ({ path, message })) };
  const probes = drawn.map((one, i): Probe => ({ ...one, ends: toldApart(reachOf(one.law), i), at: [] }));
  const worlds: World[] = [];
  for (const side of [0, 1] as const) {
    const document = probes.reduce((next, { path, ends }) => replaceAt(next, path.join('.'), ends[side]), plain);
    const { world, findings } = read(document);
    if (world === undefined) return { draws: [], findings: refusals(findings, probes, side) };
    worlds.push(world);
  }
  const stray = differences(worlds[0], worlds[1], [], probes);
  const unused = probes.filter(({ at }) => at.length === 0);
  const findings = [
    ...(stray ? [{ path: probes[0]!.path, message: 'cannot be drawn: more than a number follows from it' }] : []),
    ...unused.map(({ path }) => ({ path, message: 'cannot be drawn: nothing of the world is this number' })),
  ];
  return { draws: probes.map(({ path, at, law }) => ({ path: path.join('.'), at, law })), findings };
}

/** No two probes have the same ends: each is a little farther inside than the one before. */
function toldApart([lowest, highest]: readonly [number, number], i: number): readonly [number, number] {
  const inside = (highest - lowest) * i * 1e-9;
  return [lowest + inside, highest - inside];
}

function refusals(findings: readonly Finding[], probes: readonly Probe[], side: 0 | 1): readonly Finding[] {
  return findings.map((finding) => {
    const probe = probes.find(({ path }) => path.every((step, i) => finding.path[i] === step));
    if (probe === undefined) return finding;
    const { path, ends } = probe;
    const value = Number(ends[side].toPrecision(4));
    return { path, message: `can come out as ${value}: ${finding.message}; bound the draw by \`within\`` };
  });
}

/** Notes the places where one world has a probe's lowest and the other its highest.
 *  @returns whether they differ in another way */
function differences(a: unknown, b: unknown, path: Place, probes: readonly Probe[]): boolean {
  if (Object.is(a, b)) return false;
  if (typeof a === 'number') {
    const probe = probes.find(({ ends }) => ends[0] === a && ends[1] === b);
    probe?.at.push(path);
    return probe === undefined;
  }
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return true;
  const keys = Object.keys(a);
  if (keys.join() !== Object.keys(b).join()) return true;
  return keys
    .map((key) => {
      const step = Array.isArray(a) ? Number(key) : key;
      return differences(Reflect.get(a, key), Reflect.get(b, key), [...path, step], probes);
    })
    .includes(true);
}
