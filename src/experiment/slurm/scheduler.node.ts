import { execFileSync } from 'node:child_process';
import { InputError } from '../../core/errors.ts';

/** The commands of SLURM that a submission needs. */
export type Scheduler = {
  /** one more than the largest index of an array */
  readonly maxArraySize: () => number;
  /** ids of this user's jobs of that name that have not ended */
  readonly queued: (jobName: string) => readonly string[];
  /** submits a script that is to start when others have ended, however they did
   *  @returns the job's id */
  readonly submit: (script: string, after: readonly string[]) => string;
};

/** What most clusters have, for where `scontrol` cannot be asked. */
export const USUAL_MAX_ARRAY_SIZE = 1001;

/** SLURM as it is on PATH; undefined where `sbatch` is not.
 *  @throws InputError from each of its calls, with what SLURM says, where it refuses */
export function slurm(): Scheduler | undefined {
  try {
    // needs no cluster: it answers with the version
    execFileSync('sbatch', ['--version'], { stdio: 'ignore' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
  }
  return {
    maxArraySize: () => Number(/^MaxArraySize\s*=\s*(\d+)/m.exec(configuration())?.[1] ?? USUAL_MAX_ARRAY_SIZE),
    queued: (jobName) => [
      ...new Set(ask('squeue', ['--me', '--noheader', '--format=%F', `--name=${jobName}`]).match(/\d+/g) ?? []),
    ],
    submit: (script, after) => {
      const dependency = after.length === 0 ? [] : [`--dependency=afterany:${after.join(':')}`];
      const answer = ask('sbatch', ['--parsable', ...dependency, script]);
      // `17` or, in a federation, `17;cluster`
      const job = /^\d+/.exec(answer)?.[0];
      if (job === undefined) throw new InputError({ message: `sbatch answers "${answer.trim()}", which is no job id` });
      return job;
    },
  };
}

/** Empty where no cluster answers: whoever submits hears of that from `sbatch`. */
function configuration(): string {
  try {
    return ask('scontrol', ['show', 'config']);
  } catch {
    return '';
  }
}

function ask(command: string, words: readonly string[]): string {
  try {
    return execFileSync(command, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    const said = (stderr ?? '').trim().replaceAll(/\s*\n\s*/g, '; ');
    throw new InputError({ message: `${command} ${words[0]}: ${said === '' ? message : said}` });
  }
}
