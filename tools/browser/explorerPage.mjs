import { readFileSync } from 'node:fs';

/** @param {import('playwright-core').Page} page @param {string} arm @param {number} [least] */
export const answered = (page, arm, least = 1) =>
  page.waitForFunction(
    ([name, n]) => Number(document.querySelector(`.lane[data-arm="${name}"]`)?.getAttribute('data-n')) >= Number(n),
    [arm, least],
    { timeout: 120_000 },
  );

/** @param {import('playwright-core').Page} page */
export const allDone = (page) =>
  page.waitForFunction(
    () => [...document.querySelectorAll('#progress li')].every((item) => item.getAttribute('data-done') === 'true'),
    null,
    { timeout: 300_000 },
  );

/** Milliseconds in the page from moving a slider until an arm's first answer to its new place is drawn.
 *  @param {import('playwright-core').Page} page @param {string} id @param {number} value @param {string} arm
 *  @returns {Promise<number>} */
export const moved = (page, id, value, arm) =>
  page.evaluate(
    ([slider, to, name]) =>
      new Promise((resolve) => {
        const input = /** @type {HTMLInputElement} */ (document.getElementById(String(slider)));
        const lane = () => document.querySelector(`.lane[data-arm="${name}"]`);
        const before = lane()?.getAttribute('data-generation');
        const begun = performance.now();
        const watch = new MutationObserver(() => {
          if (lane()?.getAttribute('data-generation') === before || !Number(lane()?.getAttribute('data-n'))) return;
          watch.disconnect();
          resolve(performance.now() - begun);
        });
        watch.observe(document.body, { childList: true, subtree: true });
        input.value = String(to);
        input.dispatchEvent(new Event('input', { bubbles: true }));
      }),
    [id, value, arm],
  );

/** @param {import('playwright-core').Page} page @param {string} button @param {string} file */
export async function saved(page, button, file) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.click(button)]);
  await download.saveAs(file);
  return file;
}

/** Cells of a line; what stands in quotes may have commas. @param {string} line @returns {readonly string[]} */
const cells = (line) => line.match(/(?<=^|,)("[^"]*"|[^,]*)/g) ?? [];

/** Arm, replicate, channel and question → all the rest, as text. @param {string} file */
export function estimatesIn(file) {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const columns = cells(head);
  return new Map(
    lines.map((line) => {
      const row = cells(line);
      const of = (/** @type {string} */ column) => row[columns.indexOf(column)] ?? '?';
      const key = [
        of('arm').replace(/[["].*/, ''),
        of('replicate'),
        of('channel'),
        of('estimand').replace(/^"?([\w.]+).*/, '$1'),
      ];
      return [
        key.join(' '),
        ['unit', 'digest', 'status', 'truth', 'point', 'se', 'lower_0.95', 'upper_0.95'].map(of).join(' '),
      ];
    }),
  );
}
