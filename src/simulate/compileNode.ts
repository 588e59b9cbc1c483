import { InputError } from '../core/errors.ts';
import type { WorldNode } from '../scenario/world.ts';
import { isNoise } from './exogenous.ts';
import type { CompiledNode } from './solve.ts';
import { compileTerm } from './term.ts';

/** A node's equation ready to evaluate. The factors of its interactions are terms too, after those that are added, with
 *  an effect of 1: so they follow their sources through every plan and replay as any term does.
 *  @param find the index of a node, or an InputError that names the path
 *  @throws InputError for unknown curves, interactions of what does not act, and noise without a mean on a log scale */
export function compileNode(
  { name, terms, interactions = [], floor, link, noise, of, scale }: WorldNode,
  find: (name: string, path: string) => number,
): CompiledNode {
  const added = terms.map((term) => compileTerm(term, find(term.from, `nodes.${name}`), name));
  const bent = interactions.flatMap(({ between }) =>
    between.map((source) => {
      const term = added[terms.findIndex(({ from }) => from === source)];
      if (term !== undefined) return { ...term, effect: 1 };
      throw new InputError({
        path: `nodes.${name}.interactions`,
        message: `"${source}" has no response that interacts`,
      });
    }),
  );
  if (link === 'log' && !(noise.every(({ kind }) => kind !== 'student-t') && !scale.some(isNoise)))
    throw new InputError({ path: `nodes.${name}`, message: 'noise whose exp has no mean; allowed are normal and ar1' });
  return {
    name,
    terms: [...added, ...bent],
    added: added.length,
    products: interactions.map(({ effect }, i) => ({
      factors: [added.length + 2 * i, added.length + 2 * i + 1],
      effect,
    })),
    exponential: link === 'log',
    quotient: of !== undefined,
    floor: floor ?? -Infinity,
  };
}
