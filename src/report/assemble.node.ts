import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { inlineScript } from './escape.ts';
import { type PageParts, reportHtml } from './html.ts';

/** src/report and dist/report lie equally deep. */
const bundled = (name: string): string => fileURLToPath(new URL(`../../dist/page/${name}`, import.meta.url));

/** A page as one file: its script and style from dist/page, and its data.
 *  @param name of script and style there
 *  @throws Error where the page's script was not built (tools/pages.mjs) */
export function assemblePage(
  name: string,
  words: Pick<PageParts, 'title' | 'answer' | 'numbers'>,
  data: unknown,
): string {
  if (!existsSync(bundled(`${name}.js`))) throw new Error('the script of the page is not built: npm run build');
  const script = readFileSync(bundled(`${name}.js`), 'utf8');
  return reportHtml({
    ...words,
    css: readFileSync(bundled(`${name}.css`), 'utf8'),
    script,
    scriptHash: createHash('sha256').update(inlineScript(script)).digest('base64'),
    // level 9 costs some tenths of a second and is what keeps the page small; without a time, so same data, same bytes
    data: gzipSync(JSON.stringify(data), { level: 9 }).toString('base64'),
  });
}
