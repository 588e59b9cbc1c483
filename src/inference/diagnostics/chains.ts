/** Draws of one scalar quantity: one array a chain, all of the same length, warm-up removed. Plain loops throughout this
 *  folder: a fit has dozens of quantities of thousands of draws, and `map` with a callback takes five times as long. */
export type Chains = readonly Float64Array[];

/** Each chain as two, so that a drift within a chain counts as disagreement between chains; the middle draw of an odd
 *  number is left out.
 *  @returns views of the chains, first halves first */
export function splitChains(chains: Chains): Chains {
  checkLengths(chains);
  const half = Math.floor(chains[0]!.length / 2);
  return [
    ...chains.map((chain) => chain.subarray(0, half)),
    ...chains.map((chain) => chain.subarray(chain.length - half)),
  ];
}

/** All draws in one array, chain after chain. */
export function pooled(chains: Chains): Float64Array {
  const all = new Float64Array(chains.reduce((total, chain) => total + chain.length, 0));
  let offset = 0;
  for (const chain of chains) {
    all.set(chain, offset);
    offset += chain.length;
  }
  return all;
}

/** All draws in ascending order. */
export function sortedDraws(chains: Chains): Float64Array {
  return pooled(chains).sort();
}

/** The chains with f applied to every draw. */
export function mapChains(chains: Chains, f: (draw: number) => number): Chains {
  return chains.map((chain) => {
    const out = new Float64Array(chain.length);
    for (let t = 0; t < chain.length; t++) out[t] = f(chain[t]!);
    return out;
  });
}

/** Draws that have no diagnostics: constant, or not all finite. */
export function isDegenerate(chains: Chains): boolean {
  const first = chains[0]![0]!;
  let constant = true;
  for (const chain of chains)
    for (let t = 0; t < chain.length; t++) {
      if (!Number.isFinite(chain[t]!)) return true;
      if (chain[t] !== first) constant = false;
    }
  return constant;
}

function checkLengths(chains: Chains): void {
  const lengths = chains.map((chain) => chain.length);
  if (lengths.length === 0 || lengths.some((length) => length !== lengths[0]))
    throw new RangeError(`chains of lengths [${lengths.join(', ')}]; allowed are one or more of equal length`);
}
