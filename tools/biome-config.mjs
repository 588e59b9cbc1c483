import { forbiddenTo, rooms } from './rooms.mjs';

/** Their bare names; `node:` and a leading underscore are patterns. A test tries all that its Node has. */
const nodeModules =
  'assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain events fs http http2 https inspector module net os path perf_hooks process punycode querystring readline repl stream string_decoder sys timers tls trace_events tty url util v8 vm wasi worker_threads zlib assert/strict dns/promises fs/promises inspector/promises path/posix path/win32 readline/promises stream/consumers stream/promises stream/web timers/promises util/types'.split(
    ' ',
  );
const forNode = 'Node modules are for src/cli and *.node.ts.';

/** Options of one rule in two matching overrides do not merge, the later wins silently: so each set of files has one
 *  override with its whole list.
 *  @param {string} includes @param {{ group: string[], message: string }[]} patterns @param {Record<string, string>} paths */
const importOverride = (includes, patterns, paths = {}) => ({
  includes: [includes],
  linter: { rules: { style: { noRestrictedImports: { level: 'error', options: { paths, patterns } } } } },
});

/** @param {string} room */
function roomOverrides(room) {
  const elsewhere = {
    group: forbiddenTo(room).flatMap((other) => [`**/../${other}`, `**/../${other}/**`]),
    message: `src/${room} may import ${rooms[room]?.join(', ') || 'no other room'}: imports run one way (docs/architecture.md).`,
  };
  const roundabout = {
    group: ['**/../src', '**/../src/**', '**/../browser.ts', 'plumbline', 'plumbline/**'],
    message: 'Import the file itself, by the shortest way.',
  };
  const inNode = [elsewhere, roundabout].filter(({ group }) => group.length > 0);
  if (room === 'cli') return [importOverride('src/cli/**', inNode)];
  const inBrowser = [...inNode, { group: ['node:*', '_*', '**/*.node.ts', '**/*.node.js'], message: forNode }];
  const bare = Object.fromEntries(nodeModules.map((name) => [name, forNode]));
  return [importOverride(`src/${room}/**`, inBrowser, bare), importOverride(`src/${room}/**/*.node.ts`, inNode)];
}

/** What a browser lacks, or has under rules of its own; and second names for the global object. */
const nodeGlobals = Object.fromEntries(
  ['process', 'Buffer', 'require', 'module', '__dirname', '__filename', 'setImmediate', 'clearImmediate'].map(
    (name) => [name, `${name} is for src/cli and files named *.node.ts; the rest runs in a browser.`],
  ),
);
const deniedGlobals = {
  ...nodeGlobals,
  global: 'Name the global itself, so that the lint plugins see it.',
  globalThis: 'Name the global itself, so that the lint plugins see it.',
  crypto: 'Randomness comes from streams (src/core/random), hashes from src/core/hash.ts.',
};

const source = 'src/**/*.ts';
const tests = ['!src/**/*.test.ts', '!src/**/*.bench.ts'];
const node = ['!src/cli/**', '!src/**/*.node.ts'];
/** What runs in a page: there is a DOM, and no result comes of it. */
const pages = ['!src/report/page/**', '!src/explorer/**'];

/** The whole of biome.json, as a value. */
export const biomeConfig = () => ({
  $schema: './node_modules/@biomejs/biome/configuration_schema.json',
  vcs: { enabled: true, clientKind: 'git', useIgnoreFile: true },
  files: {
    includes: [
      '**',
      '!**/fixtures',
      '!results',
      '!package-lock.json',
      '!schema',
      '!docs/explorer.html',
      '!docs/gallery/*.svg',
      '!docs/findings/estimators/*.svg',
      '!experiments/regression/baseline',
      '!src/**/assembly',
    ],
  },
  formatter: { indentStyle: 'space', indentWidth: 2, lineWidth: 120 },
  javascript: { formatter: { quoteStyle: 'single' } },
  linter: {
    rules: {
      style: { noNonNullAssertion: 'off', noCommonJs: 'error' },
      // tables of coefficients stand digit for digit as published
      correctness: { noPrecisionLoss: 'off' },
      suspicious: { noImportCycles: { level: 'error', options: { ignoreTypes: false } } },
    },
  },
  overrides: [
    // generated, and laid out by tools/generate.mjs
    { includes: ['biome.json'], formatter: { enabled: false } },
    // plugins do add up over overrides; their own `includes` match absolute paths, so they are not used
    { includes: [source, ...tests], plugins: ['./tools/lint/imports.grit', './tools/lint/math.grit'] },
    { includes: [source, ...node, ...tests], plugins: ['./tools/lint/browser.grit'] },
    {
      includes: [source, ...node, '!src/experiment/executors/**', ...pages, ...tests],
      plugins: ['./tools/lint/clock.grit'],
    },
    {
      includes: [source, ...node],
      linter: { rules: { style: { noRestrictedGlobals: { level: 'error', options: { deniedGlobals } } } } },
    },
    ...Object.keys(rooms).flatMap(roomOverrides),
    {
      includes: ['**/*.test.ts', '**/*.bench.ts'],
      linter: { rules: { style: { noRestrictedImports: 'off', noRestrictedGlobals: 'off' } } },
    },
  ],
});
