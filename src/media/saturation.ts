import { InputError } from '../core/errors.ts';
import { saturations } from './registry.ts';
import type { Saturation, SaturationSpec } from './types.ts';

/** The curve that a spec names. */
function curveOf(spec: SaturationSpec): Saturation {
  const curve: Saturation | undefined = (saturations as Readonly<Record<string, Saturation>>)[spec.curve];
  if (curve === undefined)
    throw new RangeError(`no saturation "${spec.curve}"; allowed: ${Object.keys(saturations).join(', ')}`);
  return curve;
}

/** f(x) for a whole series. Allocates nothing when `out` is given, which may be `series` itself.
 *  @throws InputError where a value is negative or no number: the curves are defined on x ≥ 0 */
export function saturate(
  series: Float64Array,
  spec: SaturationSpec,
  out: Float64Array = new Float64Array(series.length),
): Float64Array {
  const { value } = curveOf(spec);
  const parameters = spec.parameters;
  for (let t = 0; t < series.length; t++) {
    const x = series[t]!;
    if (!(x >= 0)) throw outside(spec, x, t);
    out[t] = value(x, parameters);
  }
  return out;
}

/** f, ∂f/∂x and ∂f/∂p for a whole series, into arrays of its length; `scratch` holds 2 + the number of parameters.
 *  Allocates nothing: one call a channel and gradient evaluation.
 *  @throws InputError where a value is negative or no number */
export function saturateWithGradient(
  series: Float64Array,
  spec: SaturationSpec,
  out: {
    readonly value: Float64Array;
    readonly byInput: Float64Array;
    readonly byParameter: readonly Float64Array[];
    readonly scratch: Float64Array;
  },
): void {
  const { gradient } = curveOf(spec);
  const { value, byInput, byParameter, scratch } = out;
  for (let t = 0; t < series.length; t++) {
    const x = series[t]!;
    if (!(x >= 0)) throw outside(spec, x, t);
    gradient(x, spec.parameters, scratch);
    value[t] = scratch[0]!;
    byInput[t] = scratch[1]!;
    for (let j = 0; j < byParameter.length; j++) byParameter[j]![t] = scratch[2 + j]!;
  }
}

function outside(spec: SaturationSpec, x: number, t: number): InputError {
  return new InputError({ message: `saturation "${spec.curve}" received ${x} in period ${t}; allowed is 0 or more` });
}
