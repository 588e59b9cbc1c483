import type { Mask } from './dag.ts';
import type { Unrolled } from './unroll.ts';

/** A variable of an adjustment set and the periods of it that are needed, counted back from the outcome's. */
export type Control = {
  readonly name: string;
  readonly lags: readonly number[];
  /** the lags go back as far as the graph was unrolled: its whole past is needed */
  readonly wholePast: boolean;
};
export type AdjustmentSet = readonly Control[];

/** Variables with a period among the nodes. */
export function variablesOf({ variable, variables }: Unrolled, nodes: Mask): readonly string[] {
  const met = new Uint8Array(variables.length);
  for (let node = 0; node < nodes.length; node++) if (nodes[node]) met[variable[node]!] = 1;
  return variables.filter((_, i) => met[i]);
}

/** The nodes by variable, but for those that are included anyway. */
export function controlsOf(unrolled: Unrolled, nodes: Mask, included?: Mask): AdjustmentSet {
  const lags = new Map<string, number[]>();
  for (let node = 0; node < nodes.length; node++) {
    if (!nodes[node] || included?.[node]) continue;
    const name = unrolled.variables[unrolled.variable[node]!]!;
    lags.set(name, [...(lags.get(name) ?? []), unrolled.lag[node]!]);
  }
  return unrolled.variables
    .filter((name) => lags.has(name))
    .map((name) => {
      const sorted = lags.get(name)!.sort((a, b) => a - b);
      return { name, lags: sorted, wholePast: sorted.at(-1)! >= unrolled.wholePast };
    });
}
