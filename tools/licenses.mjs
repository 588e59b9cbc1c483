import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The packages that modules came from: name, version, license, and the texts they ask to be passed on with their code, each
 *  text once; then the notices of single files about code by others.
 *  @param {Iterable<string>} modules paths of files; those outside of `node_modules` are ours
 *  @returns {string} */
export function licensesOf(modules) {
  const files = [...new Set(modules)].filter((file) => place.test(file)).sort();
  const folders = new Set(files.map((file) => place.exec(file)?.[0] ?? ''));
  /** @type {Map<string, string[]>} text → packages */
  const texts = new Map();
  for (const folder of folders) {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const found = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file));
    const text = found
      .sort()
      .map((file) => readFileSync(join(folder, file), 'utf8').trim())
      .join('\n\n');
    texts.set(text, [...(texts.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  const packages = [...texts].map(
    ([text, names]) => `${names.join('\n')}\n\n${text || 'It comes without a license file.'}`,
  );
  const notices = new Set(files.flatMap((file) => noticesIn(readFileSync(file, 'utf8'))));
  return `${['What the files here hold of other packages, and its licenses.', ...packages, ...[...notices].sort()].join(rule)}\n`;
}

/** The folder of a package, the innermost. */
const place = /^.*node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\]+/;
const rule = `\n\n${'-'.repeat(80)}\n\n`;

/** `## Notice` and what follows it in a file's license comment, as @stdlib marks code that it translated. @param {string} code */
function noticesIn(code) {
  return [...code.matchAll(/\/\*[\s\S]*?\*\//g)].flatMap(([comment]) => {
    const text = comment
      .replace(/^\/\*+|\*\/$/g, '')
      .replace(/^ *\* ?/gm, '')
      .trim();
    const at = text.indexOf('## Notice');
    return at < 0 ? [] : [text.slice(at + '## Notice'.length).trim()];
  });
}
