import { InputError } from '../../core/errors.ts';
import { closest } from '../../core/spelling.ts';

export type Arrow = { readonly from: string; readonly to: string };

/** An arrow as written, between variables that there are.
 *  @example readArrow('demand -> search', ['demand', 'search'], 'graph.add[0]')
 *  @throws InputError */
export function readArrow(text: string, nodes: readonly string[], path: string): Arrow {
  const ends = text.split('->').map((end) => end.trim());
  const [from, to] = ends;
  if (ends.length !== 2 || !from || !to) {
    throw new InputError({ path, message: `"${text}" is no arrow; write it as demand -> search` });
  }
  for (const end of [from, to]) checkVariable(end, nodes, path);
  return { from, to };
}

/** @param holder that should have it
 *  @throws InputError for a variable that is not among the known */
export function checkVariable(name: string, known: readonly string[], path: string, holder = 'the graph'): void {
  if (known.includes(name)) return;
  const guess = closest(name, known);
  const message = `${holder} has no "${name}"; allowed: ${known.join(', ') || 'none'}`;
  throw new InputError({ path, message, ...(guess === undefined ? {} : { guess }) });
}
