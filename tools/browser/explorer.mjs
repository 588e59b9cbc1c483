/** The explorer's page in headless Chromium, from disk: that it is quick, has the numbers of the command line, and can be used.
 *  Prints `N passed, N failed`, and exits 1 where one failed. Wants `npm run build`, and Debian's chromium or its path in CHROMIUM.
 *  Another build than dist/ can be named. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { openChecks } from './checks.mjs';
import { allDone, answered, estimatesIn, moved, saved } from './explorerPage.mjs';
import { launch, openPage, violations } from './open.mjs';

const dist = process.argv[2] ?? fileURLToPath(new URL('../../dist/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'plumbline-explorer-'));
const browser = await launch();
const { check, end } = openChecks();

/** @param {string} [hash] @param {import('playwright-core').BrowserContextOptions} [options] */
const open = (hash = '', options = {}) => openPage(browser, join(dist, 'page/explorer.html'), options, undefined, hash);

/** The median of some times, so that one that other work on the machine held up does not decide.
 *  @param {string} what @param {number[]} times in milliseconds @param {number} limit */
function quick(what, times, limit) {
  const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
  check(`${what} within ${limit} ms`, median <= limit);
  console.log(`       median of ${times.map(Math.round).join(', ')} ms: ${Math.round(median)} ms`);
}

async function speed() {
  /** @type {number[]} */
  const loads = [];
  for (let i = 0; i < 3; i++) {
    const { page, close } = await open();
    await answered(page, 'ols');
    loads.push(await page.evaluate(() => performance.now()));
    await close();
  }
  quick('the first estimate after the page is loaded', loads, 2000);
  const { page, faults, close } = await open();
  await answered(page, 'bayesian-mmm', 2);
  /** @type {number[]} */
  const ols = [];
  for (let i = 0; i < 12; i++) ols.push(await moved(page, 'dial-dials.confounding', (7 * i) % 20, 'ols'));
  await answered(page, 'bayesian-mmm', 2);
  /** @type {number[]} */
  const bayesian = [];
  for (let i = 0; i < 6; i++)
    bayesian.push(await moved(page, 'dial-dials.confounding', (9 * i + 1) % 20, 'bayesian-mmm'));
  await close();
  quick('OLS after a dial is moved', ols, 100);
  quick('the first posterior after a dial is moved', bayesian, 2000);
  check('no error and no request', faults.length === 0, faults.join('; '));
}

/** What the page shows, against `plumbline run` of the study that it exports. @param {string} hash */
async function sameBits(hash) {
  const { page, faults, close } = await open(hash, { acceptDownloads: true });
  await allDone(page);
  const mine = estimatesIn(await saved(page, '#save-numbers', join(folder, 'page.csv')));
  const study = await saved(page, '#save-study', join(folder, 'study.yaml'));
  const out = mkdtempSync(join(folder, 'run-'));
  const words = [join(dist, 'cli/main.js'), 'run', study, '--out', out, '--workers', '0'];
  execFileSync(process.execPath, words, { stdio: 'ignore' });
  const theirs = estimatesIn(join(out, 'estimates.csv'));
  const different = [...theirs].filter(([key, row]) => mine.get(key) !== row);
  const arms = [...new Set([...theirs.keys()].map((key) => key.split(' ')[0]))];
  console.log(`${hash}: ${theirs.size} estimates of ${arms.join(', ')}`);
  check('numbers are those of plumbline run, bit for bit', different.length === 0, different.slice(0, 2).join(' | '));
  check('as many of them', mine.size === theirs.size && theirs.size > 0, `${mine.size}, not ${theirs.size}`);
  check('no error and no request', faults.length === 0, faults.join('; '));
  await close();
}

async function accessible() {
  for (const colorScheme of /** @type {const} */ (['light', 'dark']))
    for (const width of [1280, 375]) {
      const { page, close } = await open('#world=social-funnel&replicates=1', {
        colorScheme,
        viewport: { width, height: 800 },
      });
      await answered(page, 'ols');
      for (const one of await page.locator('details').all())
        await one.evaluate((details) => details.setAttribute('open', ''));
      await page.waitForSelector('#numbers table');
      const found = await violations(page);
      check(`no serious violation, ${colorScheme}, ${width} px`, found.length === 0, found.join('; '));
      const { scrollWidth, clientWidth } = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return { scrollWidth, clientWidth };
      });
      check(`nothing sticks out, ${colorScheme}, ${width} px`, scrollWidth <= clientWidth, `${scrollWidth} px`);
      const edges = await page.evaluate(() =>
        ['.lane-picture', '.axis'].map((part) => {
          const { left, width } = /** @type {Element} */ (document.querySelector(part)).getBoundingClientRect();
          return `${left} ${width}`;
        }),
      );
      check(`axes stand under what they measure, ${colorScheme}, ${width} px`, edges[0] === edges[1], edges.join(', '));
      await close();
    }
}

async function hands() {
  const hostile = encodeURIComponent('<img src=x onerror=alert(1)>');
  const { page, faults, close } = await open(`#world=${hostile}&set.${hostile}=1&periods=9e9&replicates=2`);
  await allDone(page);
  const images = await page.locator('img').count();
  check('what an address says stays text', images === 0 && faults.length === 0, faults.join('; '));
  await page.locator('[id="dial-dials.confounding"]').focus();
  await page.keyboard.press('Home');
  await allDone(page);
  check('the keyboard turns a dial', page.url().includes('set.dials.confounding=0'), page.url());
  const study = await page.locator('#study').innerText();
  check('the study follows', study.includes('dials.confounding: 0'), study);
  await page.selectOption('#world', 'placebo');
  await page.waitForSelector('.channel[data-channel="retargeting"] .lane[data-arm="ols"][data-n="100"]', {
    timeout: 120_000,
  });
  const lesson = await page.locator('#lesson').innerText();
  check('another world is taken, and its lesson said', lesson.includes('OLS overstates retargeting'), lesson);
  await page.click('#reset');
  check('reset writes the world as it is', !page.url().includes('set.'), page.url());
  await close();
}

try {
  await speed();
  await sameBits('#world=hidden-demand&set.dials.confounding=0.3&periods=78&seed=7&replicates=3&strength=4&center=2');
  await sameBits('#world=confounded-funnel&set.dials.share_mediated=0.5&replicates=2&curves=default&strength=1');
  await accessible();
  await hands();
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
end();
