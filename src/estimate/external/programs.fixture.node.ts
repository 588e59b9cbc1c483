import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { externalEstimator } from './external.node.ts';
import type { ExternalSettings } from './settings.ts';

/** A folder with a program in it; gone after the work, as its processes must be.
 *  @param source of `program.mjs`
 *  @param work gets the estimator and settings that call this program */
export async function withProgram<T>(
  source: string,
  work: (estimator: ReturnType<typeof externalEstimator>, settings: ExternalSettings, folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-program-'));
  writeFileSync(join(folder, 'program.mjs'), source);
  const estimator = externalEstimator(folder);
  const settings = estimator.settingsSchema.parse({ command: [process.execPath, 'program.mjs', folder] });
  try {
    return await work(estimator, settings, folder);
  } finally {
    await estimator.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Processes whose command line holds a text; zombies have none. */
export function processesWith(text: string): readonly string[] {
  return execFileSync('ps', ['-eo', 'pid,args', '-ww'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(text) && !line.includes('plumbline-guard'));
}

/** A program that answers every effect with 1 ± 1 as long as nothing else happens.
 *  @param before what it does with the question first; it may use \`question\`, \`count\`, \`folder\` and \`answer\`
 *  @param after what it does once it has answered */
export const program = (before = '', after = '', top = ''): string => `
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
const folder = process.argv[2];
const answer = ({ id, estimands, levels, dataset }) => ({
  id, status: 'ok',
  effects: estimands.map(() => ({ point: 1, se: 1, intervals: levels.map((level) => ({ level, lower: 0, upper: 2 })) })),
  fitted: new Array(dataset.geos.length * dataset.periods).fill(0),
});
const say = (value) => process.stdout.write(JSON.stringify(value) + '\\n');
${top}
let count = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  count += 1;
  ${before}
  say(answer(question));
  ${after}
}
`;
