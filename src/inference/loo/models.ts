/** @throws RangeError unless there are models, each with a finite log density of the same observations, one or more */
export function checkModels(pointwise: readonly Float64Array[]): void {
  const observations = pointwise[0]?.length ?? 0;
  if (observations === 0) throw new RangeError('log densities of no model or no observation; allowed are one or more');
  for (const [k, values] of pointwise.entries()) {
    if (values.length !== observations)
      throw new RangeError(
        `model ${k} has ${values.length} observations; allowed are ${observations}, as the first has`,
      );
    const i = values.findIndex((value) => !Number.isFinite(value));
    if (i >= 0)
      throw new RangeError(`log density of observation ${i} by model ${k} is ${values[i]}; allowed are finite numbers`);
  }
}
