import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Debian's browser, or the one in CHROMIUM. */
export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
}

/** A page from disk, and what it did that it must not: errors, dialogs, requests.
 *  @param {import('playwright-core').Browser} browser @param {string} file
 *  @param {import('playwright-core').BrowserContextOptions} [options] @param {() => void} [before] runs in the page first
 *  @param {string} [hash] of the address, with its # */
export async function openPage(browser, file, options = {}, before = () => {}, hash = '') {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  /** @type {string[]} */
  const faults = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => /^(file|blob|data):/.test(request.url()) || faults.push(`request: ${request.url()}`));
  await page.addInitScript(before);
  await page.goto(`${pathToFileURL(file).href}${hash}`);
  await page.waitForSelector('h2');
  return { page, faults, close: () => context.close() };
}

/** Scrolls through the whole page, so that everything is drawn. @param {import('playwright-core').Page} page */
export async function scrollThrough(page) {
  for (let top = 0; ; top += 500) {
    await page.evaluate((y) => window.scrollTo({ top: y, behavior: 'instant' }), top);
    await page.waitForTimeout(60);
    if (top > (await page.evaluate(() => document.body.scrollHeight))) break;
  }
  await page.evaluate(() => window.scrollTo({ top: 0, behavior: 'instant' }));
}

/** What axe-core calls serious or critical, a line each. @param {import('playwright-core').Page} page @returns {Promise<string[]>} */
export async function violations(page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations: found } = await Reflect.get(window, 'axe').run(document, { resultTypes: ['violations'] });
    return found
      .filter((/** @type {any} */ { impact }) => impact === 'serious' || impact === 'critical')
      .map(
        (/** @type {any} */ { id, nodes }) =>
          `${id}: ${nodes.length} × ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary}`,
      );
  });
}
