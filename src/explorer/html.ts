import { inlineScript } from '../report/escape.ts';

export type ExplorerParts = {
  readonly css: string;
  /** JSON: `ExplorerWorld[]` */
  readonly worlds: string;
  /** code of the worker, opened as a blob by the page */
  readonly worker: string;
  readonly script: string;
  /** SHA-256 of the inlined script, base64 */
  readonly scriptHash: string;
};

/** Nothing is fetched and nothing is sent. The worker is a blob of the page's own, and compiles the kernel of the Bayesian arm. */
const policy = (scriptHash: string): string =>
  `default-src 'none'; script-src 'sha256-${scriptHash}' 'wasm-unsafe-eval'; worker-src blob:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'`;

/** The whole page in one file. */
export function explorerHtml({ css, worlds, worker, script, scriptHash }: ExplorerParts): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(scriptHash)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="Turn the dials of a world whose true return on ad spend is known, and see how far off each estimator is.">
<title>Plumbline explorer</title>
<style>${css}</style>
</head>
<body>
<a class="skip" href="#lanes-title">Skip to the estimates</a>
<header>
<h1>Plumbline explorer</h1>
<p>A world whose true return on ad spend (ROAS) is known, and what estimators say who see only its data. Turn a dial: everything is simulated and fitted anew, here in your browser.</p>
</header>
<main>
<section id="seen" aria-labelledby="lesson-title">
<h2 id="lesson-title">What is seen</h2>
<ul id="lesson"></ul>
<ul id="progress" aria-label="Datasets fitted so far"></ul>
<p id="spoken" role="status" class="unseen"></p>
</section>
<form id="controls" aria-label="World and dials">
<div class="choice"><label for="world">World</label><select id="world"></select></div>
<p id="about"></p>
<div id="dials"></div>
<p class="buttons"><button type="button" id="reset">Reset</button><button type="button" id="copy-link">Copy link</button></p>
</form>
<div id="answers">
<section aria-labelledby="lanes-title">
<h2 id="lanes-title">Estimates against the truth</h2>
<p class="caption">A dot is one dataset's estimate. The large symbol and its line are the first dataset's, with a 95 % interval; the upright bar is the mean of all datasets, its foot 1.96 Monte Carlo standard errors to either side. The dashed line is the truth, its band the range over the datasets. What lies beyond the scale is a triangle at the edge.</p>
<div id="lanes"></div>
<details><summary>The numbers</summary><div id="numbers" class="scrolls" tabindex="0" role="region" aria-label="Table of the numbers"></div></details>
</section>
<section id="curves-section" aria-labelledby="curves-title" hidden>
<h2 id="curves-title">Response curves</h2>
<p class="caption">The curve is what a channel truly brings in the first dataset at multiples of its spend. Each symbol is what an estimator says it brought at the spend there is: below the curve is understated, above it overstated.</p>
<div id="curves-drawn" class="pictures"></div>
</section>
<section aria-labelledby="series-title">
<h2 id="series-title">The first dataset</h2>
<p class="caption">All that an estimator sees, but for controls.</p>
<div id="series" class="pictures"></div>
</section>
<section aria-labelledby="study-title">
<h2 id="study-title">As a study</h2>
<p>The same as a file. Saved, this command gives the same numbers, bit for bit, and as many datasets as you ask for:</p>
<pre id="command" tabindex="0" aria-label="Command"></pre>
<pre id="study" tabindex="0" aria-label="Study file"></pre>
<p class="buttons"><button type="button" id="copy-study">Copy the study</button><button type="button" id="save-study">Save the study</button><button type="button" id="save-numbers">Save the estimates (CSV)</button></p>
</section>
</div>
</main>
<noscript><p>The explorer simulates and fits in your browser and needs JavaScript for it.</p></noscript>
<script type="application/json" id="worlds">${worlds.replaceAll('<', '\\u003c')}</script>
<script type="text/plain" id="worker">${inlineScript(worker)}</script>
<script>${inlineScript(script)}</script>
</body>
</html>
`;
}
