/** Two doubles at a time. AssemblyScript: the types of this folder are those of WebAssembly, not of JavaScript. */

// @ts-ignore: decorator
@inline
export function splat(x: f64): v128 {
  return f64x2.splat(x);
}

/** a·b + c, rounded twice: the fused instruction is not the same on every machine. */
// @ts-ignore: decorator
@inline
export function mulAdd(a: v128, b: v128, c: v128): v128 {
  return f64x2.add(f64x2.mul(a, b), c);
}

/** Both lanes the double at an address: constants are read from memory, since V8 builds each one anew wherever it stands. */
// @ts-ignore: decorator
@inline
export function both(address: usize): v128 {
  return v128.load64_splat(address);
}
