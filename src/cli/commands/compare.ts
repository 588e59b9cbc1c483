import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { Command } from 'commander';
import { anytime, FIRST_LOOK, oneLook } from '../../compare/boundary.ts';
import { type CompareOptions, compareVersions } from '../../compare/compare.ts';
import { confirm } from '../../compare/confirm.ts';
import type { ComparedResults } from '../../compare/results.node.ts';
import type { Comparison, Verdict } from '../../compare/types.ts';
import { InputError } from '../../core/errors.ts';
import { unwritable } from '../../core/files.node.ts';
import { isIncomplete, openTold } from '../comparedFolders.ts';
import { comparedJson } from '../comparedJson.ts';
import { comparedJunit } from '../comparedJunit.ts';
import { DEFAULT_MAX, decideByLooks, type LookOptions } from '../comparedLooks.ts';
import { marginsInForce } from '../comparedMargins.ts';
import { comparedMarkdown } from '../comparedMarkdown.ts';
import { type Compared, comparedPage } from '../comparedPage.ts';
import { comparedText } from '../comparedText.ts';
import type { Judged } from '../comparedWords.ts';
import { exitCodes } from '../exitCodes.ts';
import { MOST, wholeNumber } from '../options.ts';
import { answer } from '../output.ts';

type Options = LookOptions & {
  readonly margins?: string;
  readonly confirm?: readonly string[];
  readonly untilDecided?: boolean;
  readonly unpaired?: boolean;
  readonly junit?: string;
  readonly markdown?: string;
  readonly html?: string;
  readonly json?: boolean;
};

const examples = `
Exit codes: 0 pass, 1 regression, 2 inconclusive, 3 they can't be compared, 4 incomplete,
130 interrupted (--until-decided goes on where it was).

Examples:
  plumbline compare results/main results/my-change --junit compare.xml --html compare.html
  plumbline compare results/main results/my-change --until-decided --max 5000 \\
    --baseline-command '../main/bin/plumbline run my-study --out results/main --replicates {replicates}'`;

export function compareCommand(): Command {
  const replicates = wholeNumber(FIRST_LOOK, MOST.replicates);
  return new Command('compare')
    .description('two versions on the same data: has the candidate become worse than the baseline?')
    .argument('<baseline>', 'its results folder')
    .argument('<candidate>', 'its results folder, of the same study')
    .option('--margins <file>', "YAML: what is tolerated (default: the study's `margins:`, or those of the docs)")
    .option('--confirm <dirs...>', 'a red must come out again in these two: results of both with another seed')
    .option('--looks <planned>', 'bounds that hold however often you look, tightest at so many replicates', replicates)
    .option('--until-decided', 'look at growing numbers of replicates, and add them, until pass or regression')
    .option('--max <n>', `replicates at which that ends (default: ${DEFAULT_MAX})`, replicates)
    .option('--baseline-command <command>', "adds its replicates where this code can't; {replicates}: how many in all")
    .option('--candidate-command <command>', 'the same for the candidate')
    .option(
      '--workers <n>',
      'child processes where replicates are added (default: all cores)',
      wholeNumber(0, MOST.workers),
    )
    .option('--unpaired', 'two independent runs with other data; needs many more replicates, refused in CI')
    .option('--junit <file>', 'write JUnit XML as well')
    .option('--markdown <file>', 'write Markdown as well, short enough for a pull request')
    .option('--html <file>', 'write a page as well: what got better, worse, undecided; one file')
    .option('--json', 'print it as JSON')
    .addHelpText('after', examples)
    .action(compareFolders);
}

async function compareFolders(baseline: string, candidate: string, options: Options): Promise<void> {
  const fresh = freshFolders(options);
  refuseInCi(options);
  refuseWithoutLooks(options);
  const how: CompareOptions = options.unpaired ? { unpaired: true } : {};
  const inForce = (pair: readonly [ComparedResults, ComparedResults]) => marginsInForce(options.margins, pair);
  const opened: ComparedResults[] = [];
  const open = (folder: string): ComparedResults => {
    opened.push(openTold(folder));
    return opened.at(-1)!;
  };
  try {
    const confirming = fresh.map(open);
    if (isIncomplete(confirming)) return;
    const tell = (judged: Omit<Judged, 'baseline' | 'candidate'>, pair: Compared['pair']) =>
      write(options, { ...judged, baseline, candidate }, { pair, fresh: confirming });
    if (options.untilDecided) {
      return await decideByLooks({ ...options, baseline, candidate, inForce, options: how }, (decided) => {
        const comparison = confirmed(decided.comparison, decided.opened, confirming, decided.options);
        tell({ ...decided, comparison }, decided.opened);
      });
    }
    const pair = [open(baseline), open(candidate)] as const;
    if (isIncomplete(pair)) return;
    const force = inForce(pair);
    const { margins } = force;
    const boundary = options.looks === undefined ? oneLook : anytime(options.looks, margins.alpha);
    const used = { ...how, margins, boundary };
    const found = compareVersions(pair[0].version, pair[1].version, used);
    tell({ comparison: confirmed(found, pair, confirming, used), inForce: force }, pair);
  } finally {
    for (const { close } of opened) close();
  }
}

const codes: Readonly<Record<Verdict, number>> = {
  pass: exitCodes.fine,
  regression: exitCodes.finding,
  inconclusive: exitCodes.undecided,
};

function freshFolders({ confirm: fresh = [] }: Options): readonly string[] {
  if (fresh.length === 0 || fresh.length === 2) return fresh;
  throw new InputError({
    message: `--confirm takes two results folders, baseline and candidate; received ${fresh.length}`,
  });
}

/** Two independent runs differ by their data: a gate on that would be red by chance, or green for want of replicates. */
function refuseInCi({ unpaired }: Options): void {
  const { CI = '' } = process.env;
  if (!unpaired || ['', '0', 'false'].includes(CI)) return;
  const message = `--unpaired is not for CI (CI is ${CI} here); compare results of the same seed`;
  throw new InputError({ message });
}

function refuseWithoutLooks({ untilDecided, max, workers, baselineCommand, candidateCommand }: Options): void {
  const given = Object.entries({
    max,
    workers,
    'baseline-command': baselineCommand,
    'candidate-command': candidateCommand,
  });
  const odd = given.find(([, value]) => value !== undefined);
  if (!untilDecided && odd !== undefined) throw new InputError({ message: `--${odd[0]} needs --until-decided` });
}

function confirmed(
  found: Comparison,
  [baseline, candidate]: readonly [ComparedResults, ComparedResults],
  [freshBaseline, freshCandidate]: readonly ComparedResults[],
  options: CompareOptions,
): Comparison {
  if (freshBaseline === undefined || freshCandidate === undefined) return found;
  const first = { baseline: baseline.version, candidate: candidate.version };
  // fresh replicates are looked at once, whatever was looked at before
  const fresh = { baseline: freshBaseline.version, candidate: freshCandidate.version };
  return confirm(found, first, fresh, { ...options, boundary: oneLook });
}

function write({ junit, markdown, html, json }: Options, judged: Judged, compared: Compared): void {
  if (junit !== undefined) writeText(junit, comparedJunit(judged));
  if (markdown !== undefined) writeText(markdown, comparedMarkdown(judged));
  if (html !== undefined) writeText(html, comparedPage(judged, compared));
  answer(json, comparedJson(judged), comparedText(judged));
  process.exitCode = codes[judged.comparison.verdict];
}

function writeText(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new InputError({ file, message: `cannot be written: ${unwritable(error)}` });
  }
}
