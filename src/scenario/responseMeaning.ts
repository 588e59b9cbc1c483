import type { Finding } from '../core/document.ts';
import type { NodeDocument } from './schema/node.ts';
import type { World, WorldNode } from './world.ts';

/** What the equation of a node says of its arrows that makes no sense: curves and logarithms where they are not
 *  defined, interactions of what does not act, a logarithmic outcome with parts that belong outside of a logarithm. */
export function responseFindings(node: WorldNode, written: NodeDocument, world: World): readonly Finding[] {
  return [
    ...domainFindings(node, world),
    ...interactionFindings(node),
    ...(node.link === 'log' ? logOutcomeFindings(node, written) : []),
  ];
}

/** Response curves are defined on 0 and above, logarithms above 0. */
function domainFindings(node: WorldNode, world: World): readonly Finding[] {
  return node.terms.flatMap(({ from, saturation, transform }) => {
    const source = world.nodes.find(({ name }) => name === from);
    if (source === undefined) return [];
    const path = ['nodes', from];
    const arrow = `acts on "${node.name}" through a`;
    if (transform === 'log' && saturation !== null)
      return [{ path, message: `${arrow} logarithm and a saturation; one of them bends it` }];
    if (transform === 'log' && source.role === 'spend')
      return [{ path, message: `${arrow} logarithm, but spend can be 0, which has none; take a saturation` }];
    if (source.link === 'log') return [];
    if (transform === 'log' && !(source.floor !== null && source.floor > 0))
      return [{ path, message: `${arrow} logarithm, which takes numbers above 0 only; give it a \`floor\` above 0` }];
    if (saturation === null || (source.floor !== null && source.floor >= 0)) return [];
    return [{ path, message: `${arrow} saturation, which takes 0 and above only; give it \`floor: 0\`` }];
  });
}

function interactionFindings({ name, terms, interactions = [] }: WorldNode): readonly Finding[] {
  const pairs = interactions.map(({ between }) => [...between].sort().join());
  return interactions.flatMap(({ between }, i) => {
    const path = ['nodes', name, 'interactions', i];
    const arrows = (source: string) => terms.filter(({ from }) => from === source).length;
    return [
      ...(between[0] === between[1] ? [{ path, message: `expected two sources, received "${between[0]}" twice` }] : []),
      ...(pairs.indexOf(pairs[i]!) < i
        ? [{ path, message: `the pair ${between.join(' and ')} stands here twice` }]
        : []),
      ...between
        .filter((source) => arrows(source) !== 1)
        .map((source) => ({
          path,
          message:
            arrows(source) === 0
              ? `"${source}" has no response here that could interact; write one, with effect 0 if it has none alone`
              : `"${source}" acts here in more than one way; which of them interacts?`,
        })),
    ];
  });
}

/** A logarithm has no use for what is multiplied outside of it, and exp of a Student t has no mean. */
function logOutcomeFindings({ name }: WorldNode, { outcome }: NodeDocument): readonly Finding[] {
  const path = ['nodes', name, 'outcome'];
  const misplaced: readonly (readonly [unknown, readonly string[], string])[] = [
    [outcome?.flights, ['flights'], 'multiplies a logarithm'],
    [outcome?.seasonal_scale, ['seasonal_scale'], 'multiplies a logarithm; `seasonal` adds to it'],
    [outcome?.floor, ['floor'], 'is not needed: what is sold is above 0 already'],
    [outcome?.noise?.lognormal, ['noise', 'lognormal'], 'multiplies a logarithm; `normal` is lognormal noise here'],
    [outcome?.noise?.student_t, ['noise', 'student_t'], 'has no mean after exp; take normal or ar1'],
  ];
  return misplaced
    .filter(([value]) => value !== undefined)
    .map(([, at, message]) => ({ path: [...path, ...at], message: `${message} (\`scale: log\`)` }));
}
