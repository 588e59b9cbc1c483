/** What V8, JavaScriptCore and SpiderMonkey say where an array or a WebAssembly memory finds no room: the machine's fault,
 *  not the fit's. */
const allocationFailure =
  /^(WebAssembly\.[\w.]+\(\): )?(Array buffer allocation failed|out of memory|could not allocate memory|Unable to grow instance memory)/i;

export const isAllocationFailure = (message: string): boolean => allocationFailure.test(message);

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
