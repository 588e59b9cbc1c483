import { Command } from 'commander';
import { statusJson, studyStatus } from '../../experiment/status/status.node.ts';
import { answer, remark } from '../output.ts';
import { statusText } from '../statusText.ts';

export function statusCommand(): Command {
  return new Command('status')
    .description('how much of a study is done, failed, running and missing, and when it would end')
    .argument('<dir...>', 'its results folder, or the folders of its parts')
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExample:\n  plumbline status results/quickstart')
    .action((folders: string[], { json }: { readonly json?: boolean }) => {
      const now = Date.now();
      const status = studyStatus(folders, now);
      for (const line of status.damage) remark(`journal: ${line}`);
      answer(json, statusJson(status, now), statusText(status, now));
    });
}
