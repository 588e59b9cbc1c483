/** Runs core's fingerprint in headless Chromium and compares it with the recorded one: exit 1 where a bit differs.
 *  Wants `chromium` on the PATH (Debian's package), or its path in CHROMIUM. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { bundleForBrowsers } from './bundle.mjs';

const recorded = JSON.parse(readFileSync(new URL('../src/core/fingerprint.json', import.meta.url), 'utf8'));
const { code, nodeModules } = await bundleForBrowsers();
if (nodeModules.length > 0) throw new Error(`the bundle asks for Node modules: ${nodeModules.join(', ')}`);

const show = "document.body.textContent = '<<' + btoa(JSON.stringify(plumbline.fingerprint())) + '>>';";
// the parser of HTML ends a script at this word, even inside a string
const script = code.replaceAll('</script', '<\\/script');
const page = `<!doctype html><meta charset="utf-8"><body>failed<script>${script}</script><script>${show}</script></body>`;

const folder = mkdtempSync(join(tmpdir(), 'plumbline-chromium-'));
try {
  const file = join(folder, 'page.html');
  writeFileSync(file, page);
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
  flags.push('--disable-background-networking', '--disable-component-update', '--disable-dev-shm-usage');
  const run = spawnSync(
    process.env.CHROMIUM ?? 'chromium',
    [...flags, `--user-data-dir=${join(folder, 'profile')}`, '--dump-dom', `file://${file}`],
    { encoding: 'utf8', timeout: 120_000, maxBuffer: 1 << 28 },
  );
  if (run.error) throw run.error;
  const answer = /&lt;&lt;([\w+/=]+)&gt;&gt;/.exec(run.stdout)?.[1];
  if (answer === undefined)
    throw new Error(`the page gave no fingerprint (exit code ${run.status}):\n${run.stderr.slice(-4000)}`);
  const inBrowser = JSON.parse(Buffer.from(answer, 'base64').toString());
  if (isDeepStrictEqual(inBrowser, recorded)) {
    console.log('the fingerprint in Chromium is the recorded one');
  } else {
    console.error(
      `the fingerprint differs:\nrecorded ${JSON.stringify(recorded)}\nChromium ${JSON.stringify(inBrowser)}`,
    );
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
