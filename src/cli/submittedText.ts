import { shellLine } from '../core/shellLine.ts';
import { numberRanges } from '../experiment/slurm/arrays.ts';
import type { Script, Submitted } from '../experiment/slurm/submit.node.ts';

/** What became of the scripts: handed to SLURM, only written, or neither. */
export type How = 'submitted' | 'by-hand' | 'dry-run';

/** What was submitted, or would be, or how to do it by hand.
 *  @param shown a file's path as the user sees it */
export function submittedText(submitted: Submitted, how: How, shown: (file: string) => string): string {
  const { plan, shards, missing, secondsAShard, arrays, merge } = submitted;
  const done = shards - missing.length;
  const head = `${plan.name}: ${shards} shard${shards === 1 ? '' : 's'} of about ${roughly(secondsAShard)} each, ${done} of them done`;
  if (merge === undefined) return `${head}\nnothing to submit: the results are complete`;
  return [head, ...body({ arrays, merge }, how, shown)].join('\n');
}

type Scripts = { readonly arrays: readonly Script[]; readonly merge: Script };

function body({ arrays, merge }: Scripts, how: How, shown: (file: string) => string): readonly string[] {
  if (how === 'dry-run')
    return [...arrays, merge].flatMap(({ file, text }) => ['', `# ${shown(file)}`, text.trimEnd()]);
  if (how === 'by-hand') return byHand(arrays, merge, shown);
  return [
    ...arrays.map(({ job, shards, file }) => `job ${job}  shards ${numberRanges(shards)}  ${shown(file)}`),
    `job ${merge.job}  merges them when all have ended  ${shown(merge.file)}`,
  ];
}

function byHand(arrays: readonly Script[], merge: Script, shown: (file: string) => string): readonly string[] {
  const lines = arrays.map(({ file }, i) => `job${i + 1}=$(sbatch --parsable ${shellLine([shown(file)])})`);
  const jobs = arrays.map((_, i) => `:$job${i + 1}`).join('');
  const after = jobs === '' ? '' : `--dependency=afterany${jobs} `;
  return [...lines, `sbatch ${after}${shellLine([shown(merge.file)])}`];
}

/** @example roughly(45) // '45 s', roughly(5400) // '1.5 h' */
function roughly(seconds: number): string {
  if (seconds < 1) return 'a second';
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 360) / 10} h`;
}

/** The same for programs. */
export function submittedJson({ plan, shards, missing, secondsAShard, arrays, merge }: Submitted) {
  const brief = ({ file, shards: of, job }: Script) => ({
    script: file,
    shards: of,
    ...(job === undefined ? {} : { job }),
  });
  return {
    study: plan.name,
    ...{ shards, missing, estimated_seconds_a_shard: secondsAShard },
    arrays: arrays.map(brief),
    ...(merge === undefined ? {} : { merge: brief(merge) }),
  };
}
