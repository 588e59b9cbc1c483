/** Under a name, since its types bring globals of their own, `console` among them. */
const compiler = 'assemblyscript/asc';

/** Compiles AssemblyScript to WebAssembly: fixed 128-bit vectors, no garbage collector, no checks, no imports.
 *  @param {string} entry path from the project's folder
 *  @returns {Promise<string>} the module's bytes in base 64 */
export async function assemble(entry) {
  const { main } = await import(compiler);
  /** @type {Uint8Array | undefined} */
  let bytes;
  const options =
    '--runtime stub --noAssert -O3 --converge --enable simd --initialMemory 1 --use abort= --outFile out.wasm';
  const { error, stderr } = await main([entry, ...options.split(' ')], {
    /** @param {string} name @param {Uint8Array} contents */
    writeFile: (name, contents) => {
      if (name === 'out.wasm') bytes = contents;
    },
  });
  if (error !== null || bytes === undefined) throw new Error(`${entry} does not compile: ${stderr.toString()}`);
  return Buffer.from(bytes).toString('base64');
}
