import { InputError } from '../core/errors.ts';
import { log } from '../core/math.ts';
import { adstockWeights } from '../media/adstock.ts';
import { saturations } from '../media/registry.ts';
import type { Saturation } from '../media/types.ts';
import type { Term } from '../scenario/world.ts';

/** A causal arrow ready to evaluate: effect · f(Σ_l w_l·x_{t−lag−l}), or effect · Σ_l w_l·f(x_{t−lag−l}); f may be a log. */
export type CompiledTerm = {
  /** index of the source node */
  readonly from: number;
  readonly lag: number;
  /** [1] where there is no adstock */
  readonly weights: Float64Array;
  /** null: no saturation */
  readonly curve: Saturation['value'] | null;
  readonly parameters: readonly number[];
  readonly saturationFirst: boolean;
  /** the source's logarithm acts, in place of the source */
  readonly logarithm: boolean;
  readonly effect: number;
  /** as in errors: `revenue.google` */
  readonly path: string;
};

const noCarryover = Float64Array.of(1);

/** @throws InputError for a curve that is not in the registry */
export function compileTerm(term: Term, from: number, target: string): CompiledTerm {
  const path = `${target}.${term.from}`;
  const { adstock, saturation } = term;
  if (!Number.isInteger(term.lag) || term.lag < 0)
    throw new InputError({ path, message: `lag ${term.lag}; allowed is a whole number, 0 or more` });
  const curve: Saturation | undefined =
    saturation === null ? undefined : (saturations as Readonly<Record<string, Saturation>>)[saturation.curve];
  if (saturation !== null && curve === undefined)
    throw new InputError({ path, message: `unknown saturation "${saturation.curve}"` });
  if (saturation !== null && term.transform === 'log')
    throw new InputError({ path, message: 'a logarithm and a saturation; allowed is one of them' });
  return {
    from,
    lag: term.lag,
    weights: adstock === null ? noCarryover : adstockWeights(adstock),
    curve: curve === undefined || curve.id === 'none' ? null : curve.value,
    parameters: saturation?.parameters ?? [],
    saturationFirst: term.order === 'saturation-first',
    logarithm: term.transform === 'log',
    effect: term.effect,
    path,
  };
}

/** The term in periods from ≤ t < to, times its path, into `out`; its source is 0 before the first simulated period.
 *  Sums run over lags in ascending order whatever the range, so that ranges agree bit for bit.
 *  @param path over the axis; null: 1 throughout
 *  @param scratch as long as the axis */
export function respond(
  term: CompiledTerm,
  path: Float64Array | null,
  source: Float64Array,
  from: number,
  to: number,
  out: Float64Array,
  scratch: Float64Array,
): void {
  const { curve, effect, lag, weights } = term;
  const first = term.logarithm || (curve !== null && term.saturationFirst);
  // each f(x_t) serves as many periods as there are lags
  if (first) {
    for (let t = Math.max(0, from - lag - weights.length + 1); t < to - lag; t++)
      scratch[t] = curve === null ? logarithm(term, source[t]!) : saturated(term, curve, source[t]!);
  }
  const input = first ? scratch : source;
  for (let t = from; t < to; t++) {
    const now = t - lag;
    const lags = Math.min(weights.length, now + 1);
    let total = 0;
    for (let l = 0; l < lags; l++) total += weights[l]! * input[now - l]!;
    out[t] = effect * (first || curve === null ? total : saturated(term, curve, total));
  }
  if (path !== null) for (let t = from; t < to; t++) out[t] = path[t]! * out[t]!;
}

function logarithm({ path }: CompiledTerm, x: number): number {
  if (x > 0) return log(x);
  throw new InputError({ path, message: `a logarithm received ${x}; allowed is more than 0 (set a floor above 0)` });
}

/** f(0) = 0 is part of every curve's contract, and most of a zero-out is zeros. */
function saturated(term: CompiledTerm, curve: Saturation['value'], x: number): number {
  if (x === 0) return 0;
  if (!(x > 0))
    throw new InputError({
      path: term.path,
      message: `a saturation received ${x}; allowed is 0 or more (set a floor)`,
    });
  return curve(x, term.parameters);
}
