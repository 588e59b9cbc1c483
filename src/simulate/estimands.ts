import { InputError, type Problem } from '../core/errors.ts';
import { closest } from '../core/spelling.ts';
import type { Estimand, EstimandKind, EstimandRequest } from '../dataset/estimand.ts';
import type { CompiledWorld } from './compile.ts';

const withHeldSet: ReadonlySet<EstimandKind> = new Set([
  'roas.direct',
  'roas.mediated',
  'mroas.direct',
  'contribution.direct',
]);

/** The estimands that requests ask of a world: request by request, each for all channels in declared order.
 *  The held set is every other channel and the named mediators, by default every node through which the channel acts.
 *  `roas.attributed` has no tail.
 *  @throws InputError with all problems: windows outside of the periods, tails that are no count, unknown mediators */
export function resolveEstimands(
  model: CompiledWorld,
  requests: readonly EstimandRequest[],
  periods: number,
): readonly Estimand[] {
  const problems = requests.flatMap((request, index) => requestProblems(model, request, periods, index));
  if (problems.length > 0) throw new InputError(problems);
  const channels = model.channels.map((channel) => model.nodes[channel]!.name);
  return requests.flatMap(({ kind, window, tail, held }) =>
    channels.map((channel): Estimand => {
      const resolved = {
        channel,
        kind,
        window: window ?? ([0, periods - 1] as const),
        tail: kind === 'roas.attributed' ? 0 : (tail ?? model.tails[channel]!),
      };
      if (!withHeldSet.has(kind)) return resolved;
      if (held === undefined) return { ...resolved, held: model.others[channel]! };
      const others = [...channels, ...held].filter((name) => name !== channel);
      return { ...resolved, held: [...new Set(others)].sort() };
    }),
  );
}

function requestProblems(
  model: CompiledWorld,
  { kind, window, tail, held }: EstimandRequest,
  periods: number,
  index: number,
): readonly Problem[] {
  const path = `estimands[${index}].${kind}`;
  const problems: Problem[] = [];
  if (window !== undefined) {
    const [first, last] = window;
    const sound = Number.isInteger(first) && Number.isInteger(last) && 0 <= first && first <= last && last < periods;
    if (!sound)
      problems.push({
        path: `${path}.window`,
        message: `[${first}, ${last}]; allowed are first ≤ last within 0..${periods - 1}`,
      });
  }
  if (tail !== undefined && !(Number.isInteger(tail) && tail >= 0))
    problems.push({ path: `${path}.tail`, message: `${tail}; allowed is a whole number of periods, 0 or more` });
  if (held !== undefined && !withHeldSet.has(kind))
    problems.push({ path: `${path}.held`, message: `${kind} holds nothing; only ${[...withHeldSet].join(', ')} do` });
  if (held === undefined) return problems;
  const allowed = [...new Set(Object.values(model.others).flat())];
  for (const name of held) {
    if (allowed.includes(name)) continue;
    const guess = closest(name, allowed);
    problems.push({
      path: `${path}.held`,
      message: `"${name}" is no mediator; allowed are ${allowed.join(', ') || 'none'}`,
      ...(guess === undefined ? {} : { guess }),
    });
  }
  return problems;
}
