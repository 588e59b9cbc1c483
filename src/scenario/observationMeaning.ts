import { orList } from '../core/document/words.ts';
import type { Finding } from '../core/document.ts';
import { coarser } from './observation.ts';
import type { ScenarioDocument } from './schema/scenario.ts';
import type { World } from './world.ts';

/** What a scenario says of its records that makes no sense. */
export function observationFindings(document: ScenarioDocument, world: World): readonly Finding[] {
  return [...everyFindings(document), ...summedFindings(document, world), ...recordFindings(document, world)];
}

function everyFindings({ observed_every: every, period, first_period: first }: ScenarioDocument): readonly Finding[] {
  if (every === undefined) return [];
  const allowed = Object.keys(coarser[period] ?? {});
  if (!allowed.includes(String(every))) {
    const hint = allowed.length === 0 ? 'nothing' : orList(allowed);
    return [
      { path: ['observed_every'], message: `${every} ${period}s are no period; with ${period}s, allowed is ${hint}` },
    ];
  }
  if (first % every === 0) return [];
  return [
    { path: ['first_period'], message: `${first} is within a period of the data; expected a multiple of ${every}` },
  ];
}

function summedFindings({ observation, observed_every: every }: ScenarioDocument, world: World): readonly Finding[] {
  return (observation?.summed ?? []).flatMap((name, i): readonly Finding[] => {
    const path = ['observation', 'summed', i];
    if (every === undefined) return [{ path, message: 'nothing is summed without `observed_every`' }];
    const role = world.nodes.find((node) => node.name === name)?.role;
    if (role === 'process' || role === 'mediator') return [];
    return [{ path, message: `"${name}" is a sum anyway; only controls can be means` }];
  });
}

function recordFindings({ observation, nested }: ScenarioDocument, world: World): readonly Finding[] {
  return (['errors', 'missing'] as const).flatMap((kind) => {
    const written = observation?.[kind];
    return (world.observation?.[kind] ?? []).flatMap((entry, i): readonly Finding[] => {
      const path = ['observation', kind, ...(Array.isArray(written) ? [i] : [])];
      const unseen = entry.nodes.flatMap((name, j) =>
        world.observed.includes(name)
          ? []
          : [{ path: [...path, 'nodes', j], message: `"${name}" is not observed, so nobody records it` }],
      );
      // what comes after the data's end would fill their last gap
      const looksAhead = 'filled' in entry && entry.filled === 'interpolated' && nested;
      const message = 'interpolated: the last gap depends on the length asked; say so by `nested: false` at the top';
      return looksAhead ? [...unseen, { path: [...path, 'filled'], message }] : unseen;
    });
  });
}
