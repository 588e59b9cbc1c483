import { escapeHtml, inlineScript } from './escape.ts';

export type PageParts = {
  readonly title: string;
  /** for readers without scripts: the answer */
  readonly answer: string;
  /** for them too: where the numbers are. Default: beside the file */
  readonly numbers?: string;
  readonly css: string;
  readonly script: string;
  /** SHA-256 of the inlined script, base64 */
  readonly scriptHash: string;
  /** gzipped JSON, base64 */
  readonly data: string;
};

/** Nothing is fetched and nothing is sent; charts set styles of their own, and downloads are blobs. */
const policy = (scriptHash: string): string =>
  `default-src 'none'; script-src 'sha256-${scriptHash}'; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'`;

const besideFile = 'the numbers are in performance.csv beside this file';

/** The whole page in one file. Base 64 has no `<`, so data need no escape. */
export function reportHtml({ title, answer, numbers = besideFile, css, script, scriptHash, data }: PageParts): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(scriptHash)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="plumbline">
<title>${escapeHtml(title)}</title>
<style>${css.replaceAll('</', '<\\/')}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<div id="app"><main id="main"><h1>${escapeHtml(title)}</h1><p>${escapeHtml(answer)}</p><noscript><p>Figures and tables need JavaScript; ${escapeHtml(numbers)}.</p></noscript></main></div>
<script id="data" type="application/octet-stream">${data}</script>
<script>${inlineScript(script)}</script>
</body>
</html>
`;
}
