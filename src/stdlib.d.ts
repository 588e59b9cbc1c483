/** @stdlib's own types stand in places TypeScript does not look for single files; each import is given its signature where it is used. */
declare module '@stdlib/math/base/special/*' {
  const f: (...args: number[]) => number;
  export default f;
}
declare module '@stdlib/stats/base/dists/*' {
  const f: (...args: number[]) => number;
  export default f;
}
declare module '@stdlib/random/base/*' {
  // biome-ignore lint/suspicious/noExplicitAny: the kernels differ in their arguments; random/draws.ts states each
  const kernel: (...args: any[]) => number;
  export default kernel;
}
