import { kernel } from './kernel.ts';

/** A density's share of the kernel's memory. Only one workspace is in it at a time: whoever computes next loads its constants
 *  again, so that any number of densities may live and none need be freed. Work happens between two calls of `memory`, never
 *  across a return to the sampler. */
export type Workspace = {
  /** place of `doubles` values, an even number of them, as an index into `memory()` */
  readonly reserve: (doubles: number) => number;
  /** what to put in place whenever the workspace comes back into memory */
  readonly onLoad: (fill: (memory: Float64Array) => void) => void;
  /** the memory with this workspace in it; not to be kept, since it moves when it grows */
  readonly memory: () => Float64Array;
};

const PAGE = 65536;

let inMemory: Workspace | null = null;
let view = new Float64Array(kernel.memory.buffer);
/** what the module itself keeps at the start of its memory: constants */
const FIRST = view.length;

export function newWorkspace(): Workspace {
  const loads: ((memory: Float64Array) => void)[] = [];
  let next = FIRST;
  const load = (): Float64Array => {
    const missing = 8 * next - kernel.memory.buffer.byteLength;
    if (missing > 0) kernel.memory.grow(Math.ceil(missing / PAGE));
    if (view.buffer !== kernel.memory.buffer) view = new Float64Array(kernel.memory.buffer);
    view.fill(0, FIRST, next);
    for (const fill of loads) fill(view);
    inMemory = workspace;
    return view;
  };
  const workspace: Workspace = {
    reserve: (doubles) => {
      const place = next;
      next += doubles + (doubles & 1);
      inMemory = null;
      return place;
    },
    onLoad: (fill) => {
      loads.push(fill);
    },
    memory: () => (inMemory === workspace ? view : load()),
  };
  return workspace;
}
