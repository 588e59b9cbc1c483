import { Command } from 'commander';
import { mergeFolders } from '../../experiment/merge/merge.node.ts';
import { leaveReport } from '../leaveReport.ts';
import { remark } from '../output.ts';
import { concludeStudy, tellStudy } from '../studyAnswer.ts';

type Options = { readonly out: string; readonly json?: boolean; readonly report: boolean };

export function mergeCommand(): Command {
  return new Command('merge')
    .description('brings the parts of a study together in one results folder; exits 4 while it is incomplete')
    .argument('<dir...>', 'results folders of one study')
    .requiredOption('--out <dir>', 'results folder; rows that it holds already stay')
    .option('--json', 'print what was found as JSON')
    .option('--no-report', 'leave report.html away')
    .addHelpText('after', '\nExample:\n  plumbline merge results/quickstart.shard-* --out results/quickstart')
    .action(async (folders: string[], { out, json, report }: Options) => {
      const result = mergeFolders(folders, out);
      for (const line of result.damage) remark(`journal: ${line}`);
      tellStudy(result, json);
      concludeStudy(result, out);
      if (report) await leaveReport(out, result.counts.done);
    });
}
