import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Lints planted files under the project's own rules, in a folder made for it.
 *  @param {Readonly<Record<string, string>>} files text by path, such as `src/core/x.ts`
 *  @returns {Map<string, string[]>} errors by path: `rule: message` */
export function lint(files) {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-lint-'));
  try {
    cpSync(join(root, 'biome.json'), join(folder, 'biome.json'));
    cpSync(join(root, 'tools/lint'), join(folder, 'tools/lint'), { recursive: true });
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const biome = join(root, 'node_modules/.bin/biome');
    const options = ['--vcs-enabled=false', '--max-diagnostics=none', '--diagnostic-level=error', '--reporter=json'];
    const run = spawnSync(biome, ['lint', ...options, 'src'], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
    if (!run.stdout.startsWith('{')) throw new Error(`biome gave no report: ${run.stderr}`);
    /** @type {Map<string, string[]>} */
    const found = new Map();
    for (const { category, location, message } of JSON.parse(run.stdout).diagnostics) {
      const path = location?.path ?? '';
      found.set(path, [...(found.get(path) ?? []), `${category}: ${message}`]);
    }
    return found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
