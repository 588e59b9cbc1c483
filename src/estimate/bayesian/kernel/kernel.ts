import { kernelBytes } from './kernelBytes.ts';

/** What is used of it; its types would come with those of a browser. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

type Loop = (...addressesAndCounts: readonly number[]) => void;

/** What assembly/ exports; its doc comments say what each argument is. */
export type Kernel = {
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number };
  readonly geometric: Loop;
  readonly convolve: Loop;
  readonly correlate: Loop;
  readonly none: Loop;
  readonly logistic: Loop;
  readonly exponential: Loop;
  readonly michaelisMenten: Loop;
  readonly root: Loop;
  readonly hill: Loop;
  readonly combine: Loop;
  readonly total: Loop;
  readonly totalOfProduct: Loop;
  readonly project: (...addressesAndCounts: readonly number[]) => number;
  readonly withdraw: (...addressesAndCounts: readonly number[]) => number;
};

function instantiate(): Kernel {
  const bytes = Uint8Array.from(atob(kernelBytes), (character) => character.charCodeAt(0));
  return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as Kernel;
}

/** One instance a process: its memory is lent to one workspace at a time. */
export const kernel: Kernel = instantiate();
