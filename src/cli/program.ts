import { Command } from 'commander';
import { auditCommand } from './commands/audit.ts';
import { compareCommand } from './commands/compare.ts';
import { describeCommand } from './commands/describe.ts';
import { exploreCommand } from './commands/explore.ts';
import { exportCommand } from './commands/export.ts';
import { fitCommand } from './commands/fit.ts';
import { listCommand } from './commands/list.ts';
import { mergeCommand } from './commands/merge.ts';
import { newCommand } from './commands/new.ts';
import { optimizeCommand } from './commands/optimize.ts';
import { planCommand } from './commands/plan.ts';
import { replayCommand } from './commands/replay.ts';
import { reportCommand } from './commands/report.ts';
import { runCommand } from './commands/run.ts';
import { scoreCommand } from './commands/score.ts';
import { simulateCommand } from './commands/simulate.ts';
import { statusCommand } from './commands/status.ts';
import { submitCommand } from './commands/submit.ts';
import { verifyCommand } from './commands/verify.ts';
import { usageLine } from './usage.ts';
import { packageVersion } from './version.ts';

const commands = [
  newCommand,
  planCommand,
  runCommand,
  verifyCommand,
  compareCommand,
  submitCommand,
  mergeCommand,
  statusCommand,
  reportCommand,
  exploreCommand,
  exportCommand,
  replayCommand,
  simulateCommand,
  scoreCommand,
  describeCommand,
  fitCommand,
  optimizeCommand,
  auditCommand,
  listCommand,
];

const examples = `
Examples:
  plumbline list scenarios                what worlds there are
  plumbline describe social-funnel        one of them: its equations and its true ROAS
  plumbline run quickstart                how far off the estimators are in three of them
  plumbline fit sales.csv --spec fit.yaml the same estimators on your own data`;

/** The whole command line: one file a command, all registered here. */
export function buildProgram(): Command {
  const program = new Command('plumbline')
    .description(
      'A proving ground for media mix models: worlds whose true ROAS is known, and how far off each estimator is.',
    )
    .version(packageVersion(), '--version', 'print the version')
    .addHelpText('after', examples);
  for (const command of commands) program.addCommand(command());
  for (const command of [program, ...program.commands]) {
    // usage errors are the user's: exit code 3 instead of commander's 1, for every sub-command too
    command.exitOverride();
    command.helpOption('-h, --help', 'print this help');
    command.configureOutput({ outputError: (message, write) => write(usageLine(message, command)) });
  }
  return program.helpCommand('help [command]', 'print the help of a command');
}
