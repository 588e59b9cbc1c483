import type { Block } from './blocks.fixture.ts';

/** How a block of the docs is kept true. `run`, `parsed` and `checked` are done in this folder; `elsewhere` by a test file,
 *  named by its path, which reads the page; `output` is what a command printed; `prose` is no code. */
export type Way = {
  readonly how: 'run' | 'parsed' | 'elsewhere' | 'output' | 'prose';
  /** the test file, or what it is */
  readonly by: string;
};

const cliDocs = 'src/cli/docs.test.ts';
const recorded = 'src/cli/recordedDocs.test.ts';
const choice = 'src/cli/modelChoiceDocs.test.ts';
const scaling = 'src/cli/scalingDocs.test.ts';
const outside = 'src/estimate/external/docs.test.ts';
const testing = 'src/testing/docs.test.ts';
const worlds = 'src/scenario/docs.test.ts';

/** Who holds the blocks of a page in a language, where it is not the tests here. Blocks that are only indented are not meant. */
const elsewhere: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'docs/cli.md': { sh: cliDocs, yaml: cliDocs },
  'docs/methods/recorded-worlds.md': { sh: recorded, yaml: recorded, python: recorded, text: recorded },
  'docs/methods/model-choice.md': { sh: choice, yaml: choice, text: choice },
  'docs/scaling.md': { sh: scaling, yaml: scaling },
  'docs/scaling-slurm.md': { sh: 'src/cli/commands/submit.test.ts' },
  'docs/external-estimators.md': { json: outside, yaml: outside },
  'docs/testing.md': { js: testing, ts: 'tools/ci/consumer.sh' },
  'docs/tutorials/property-test.md': { js: testing, text: testing },
  'docs/methods/scenarios.md': { yaml: worlds },
  'docs/methods/geos.md': { yaml: worlds },
  'docs/methods/studies.md': { yaml: 'src/experiment/docs.test.ts' },
  'docs/methods/planning.md': { yaml: 'src/experiment/planning/docs.test.ts' },
  'docs/methods/claims.md': { yaml: 'src/experiment/claims/docs.test.ts' },
  'docs/methods/sbc.md': { yaml: 'src/experiment/sbc/docs.test.ts' },
  'docs/methods/compare.md': { yaml: 'src/compare/docs.test.ts' },
  'docs/methods/ols.md': { yaml: 'src/estimate/ols/docs.test.ts' },
  'docs/methods/campaign-hierarchy.md': { yaml: 'src/estimate/campaignHierarchy/docs.test.ts' },
  'docs/methods/time-varying.md': { yaml: 'src/estimate/timeVarying/docs.test.ts' },
  'docs/methods/elastic-net.md': { yaml: 'src/estimate/elasticNet/docs.test.ts' },
  'docs/methods/ridge.md': { yaml: 'src/estimate/basis/docs.test.ts' },
  'docs/methods/lasso.md': { yaml: 'src/estimate/basis/docs.test.ts' },
  'docs/methods/non-negative.md': { yaml: 'src/estimate/basis/docs.test.ts' },
  'docs/methods/polynomial.md': { yaml: 'src/estimate/basis/docs.test.ts' },
  'docs/methods/log-linear.md': { yaml: 'src/estimate/basis/docs.test.ts' },
  'docs/methods/log-log.md': { yaml: 'src/estimate/basis/docs.test.ts' },
  'docs/methods/random-forest.md': { yaml: 'src/estimate/trees/docs.test.ts' },
  'docs/methods/gradient-boosting.md': { yaml: 'src/estimate/trees/docs.test.ts' },
  'docs/methods/two-stage-mediation.md': { yaml: 'src/estimate/twoStage/docs.test.ts' },
  'docs/methods/front-door.md': { yaml: 'src/estimate/frontDoor/docs.test.ts' },
  'docs/methods/two-stage-least-squares.md': { yaml: 'src/estimate/twoStageLeastSquares/docs.test.ts' },
  'docs/methods/sensitivity.md': { yaml: 'src/estimate/ols/docs.test.ts' },
  'docs/methods/bayesian-mmm.md': { yaml: 'src/estimate/bayesian/docs.test.ts' },
  'docs/methods/bayesian-linear.md': { yaml: 'src/estimate/bayesianLinear/docs.test.ts' },
  'docs/methods/model-average.md': { yaml: 'src/estimate/modelAverage/docs.test.ts' },
  'docs/methods/effect-share-ridge.md': { yaml: 'src/estimate/effectShareRidge/docs.test.ts' },
  'docs/methods/deconfounder.md': { yaml: 'src/estimate/deconfounder/deconfounder.test.ts' },
  'docs/methods/lift-tests.md': { yaml: 'src/experiment/lift/docs.test.ts' },
  'docs/methods/bayesian-geo-hierarchy.md': { yaml: 'src/estimate/bayesian/hierarchy/docs.test.ts' },
};

/** Lines of a shell that no test runs, and why not. */
const exempt: readonly (readonly [line: RegExp, why: string])[] = [
  [/^npm (ci|link|test|install|start)\b/, 'installs, or is a stage of .ci/run'],
  [/^npm run [a-z-]+/, 'takes minutes, or hours; that there is such a script is tested'],
  [/^node dist-bench\//, 'takes minutes'],
  [/^npx (vitest|tsc) /, 'runs the tests themselves'],
  [/^bash \S+$/, 'is a stage of CI; that there is such a file is tested'],
  [/^git clone /, 'wants the network'],
  [/^plumbline (run \S+ --replicates \d{3,}|verify$|audit \.\.)/, 'takes hours, or files that are not in every clone'],
  [/--until-decided/, 'wants a second checkout; src/cli/compareLooks.test.ts runs such a line'],
];

/** Why a line is not run; undefined for one that is. */
export const exemption = (line: string): string | undefined => exempt.find(([pattern]) => pattern.test(line))?.[1];

/** @returns undefined for a block that nothing holds */
export function wayOf({ page, language, fenced }: Block): Way | undefined {
  const test = fenced ? elsewhere[page]?.[language] : undefined;
  if (test !== undefined) return { how: 'elsewhere', by: test };
  if (language === 'sh') return { how: 'run', by: 'session.test.ts' };
  if (language === 'yaml' || language === 'json') return { how: 'parsed', by: 'parsed.test.ts' };
  if (language === 'python' || language === 'r') return { how: 'run', by: 'programs.test.ts' };
  if (language === 'text') return { how: 'output', by: 'session.test.ts' };
  if (language === 'formula' || language === 'mermaid')
    return { how: 'prose', by: 'a formula, a diagram or a message' };
  return undefined;
}
