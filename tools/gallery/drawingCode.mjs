import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The drawing code of src/, bundled into a scratch file: a build of dist/ has none of it. @param {string} scratch */
export async function drawingCode(scratch) {
  const bundle = await rolldown({
    input: join(root, 'src/report/figures/gallery.ts'),
    platform: 'node',
    logLevel: 'silent',
    cwd: root,
  });
  const file = join(scratch, 'gallery.mjs');
  await bundle.write({ file, format: 'esm', codeSplitting: false });
  await bundle.close();
  return import(pathToFileURL(file).href);
}
