/** A prior as it stands in YAML, JSON and the reference problems: the family, then its parameters in order.
 *  @example ['normal', 0, 2]       // mean, sd
 *  @example ['half-normal', 2]     // sd
 *  @example ['beta', 1, 3]         // a, b
 *  @example ['gamma', 3, 1]        // shape, rate */
export type PriorSpec = readonly [family: string, ...parameters: number[]];
