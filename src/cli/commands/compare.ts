import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { Command } from 'commander';
import { anytime, FIRST_LOOK, oneLook } from '../../compare/boundary.ts';
import { type CompareOptions, compareVersions } from '../../compare/compare.ts';
import { confirm } from '../../compare/confirm.ts';
import { defaultMargins, type Margins, marginsSchema } from '../../compare/margins.ts';
import type { Comparison, Verdict } from '../../compare/types.ts';
import { parseYamlDocument } from '../../core/document.ts';
import { InputError } from '../../core/errors.ts';
import { readTextFile, unwritable } from '../../core/files.node.ts';
import { comparedJson } from '../comparedJson.ts';
import { comparedJunit } from '../comparedJunit.ts';
import { comparedMarkdown } from '../comparedMarkdown.ts';
import { type ComparedResults, openCompared } from '../comparedResults.ts';
import { comparedText } from '../comparedText.ts';
import { exitCodes } from '../exitCodes.ts';
import { MOST, wholeNumber } from '../options.ts';
import { answer, remark } from '../output.ts';

type Options = {
  readonly margins?: string;
  readonly confirm?: readonly string[];
  readonly looks?: number;
  readonly unpaired?: boolean;
  readonly junit?: string;
  readonly markdown?: string;
  readonly json?: boolean;
};

const examples = `
Exit codes: 0 pass, 1 regression, 2 inconclusive, 3 they can't be compared, 4 incomplete.

Example:
  plumbline compare results/main results/my-change --junit compare.xml`;

export function compareCommand(): Command {
  return new Command('compare')
    .description('two versions on the same data: has the candidate become worse than the baseline?')
    .argument('<baseline>', 'its results folder')
    .argument('<candidate>', 'its results folder, of the same study')
    .option('--margins <file>', 'YAML: what is tolerated (default: coverage .02, RMSE 1.05, bias .05, failures .02)')
    .option('--confirm <dirs...>', 'a red must come out again in these two: results of both with another seed')
    .option(
      '--looks <planned>',
      'bounds that hold however often you look, tightest at so many replicates',
      wholeNumber(FIRST_LOOK, MOST.replicates),
    )
    .option('--unpaired', 'two independent runs with other data; needs many more replicates, not for CI')
    .option('--junit <file>', 'write JUnit XML as well')
    .option('--markdown <file>', 'write Markdown as well')
    .option('--json', 'print it as JSON')
    .addHelpText('after', examples)
    .action((baseline: string, candidate: string, options: Options) => {
      const margins = marginsOf(options.margins);
      const folders = [baseline, candidate, ...freshFolders(options)];
      if (options.unpaired && margins.multiplicity === 'max-t')
        throw new InputError({ message: 'max-t flips signs of paired differences; --unpaired has none, use holm' });
      const opened: ComparedResults[] = [];
      try {
        for (const folder of folders) opened.push(openCompared(folder));
        if (isIncomplete(opened)) return;
        const comparison = compared(opened, margins, options);
        if (options.junit !== undefined) write(options.junit, comparedJunit(comparison));
        if (options.markdown !== undefined)
          write(options.markdown, comparedMarkdown(comparison, { baseline, candidate }));
        answer(options.json, comparedJson(comparison, margins), comparedText(comparison, { baseline, candidate }));
        process.exitCode = codes[comparison.verdict];
      } finally {
        for (const { close } of opened) close();
      }
    });
}

const codes: Readonly<Record<Verdict, number>> = {
  pass: exitCodes.fine,
  regression: exitCodes.finding,
  inconclusive: exitCodes.undecided,
};

function marginsOf(file: string | undefined): Margins {
  return file === undefined
    ? defaultMargins
    : parseYamlDocument(readTextFile(file, 'margins file'), file, marginsSchema);
}

function freshFolders({ confirm: fresh = [] }: Options): readonly string[] {
  if (fresh.length === 0 || fresh.length === 2) return fresh;
  throw new InputError({
    message: `--confirm takes two results folders, baseline and candidate; received ${fresh.length}`,
  });
}

/** What is not all there is not judged. */
function isIncomplete(opened: readonly ComparedResults[]): boolean {
  for (const { version, missing, damage } of opened) {
    for (const line of damage) remark(`journal: ${line}`);
    if (missing === 0) continue;
    remark(`${version.label}: attempts still to be made: ${missing}; run it to its end first`);
    process.exitCode = exitCodes.incomplete;
  }
  return process.exitCode === exitCodes.incomplete;
}

function compared(opened: readonly ComparedResults[], margins: Margins, { looks, unpaired }: Options): Comparison {
  const [baseline, candidate, freshBaseline, freshCandidate] = opened.map(({ version }) => version);
  const boundary = looks === undefined ? oneLook : anytime(looks, margins.alpha);
  const options: CompareOptions = { margins, boundary, ...(unpaired ? { unpaired } : {}) };
  const found = compareVersions(baseline!, candidate!, options);
  if (freshBaseline === undefined || freshCandidate === undefined) return found;
  const fresh = { baseline: freshBaseline, candidate: freshCandidate };
  return confirm(found, { baseline: baseline!, candidate: candidate! }, fresh, options);
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new InputError({ file, message: `cannot be written: ${unwritable(error)}` });
  }
}
