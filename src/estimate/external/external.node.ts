import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Dataset } from '../../dataset/types.ts';
import type { Estimate, Estimator, FitRequest } from '../contract.ts';
import { commandProblem, commandSource } from './command.node.ts';
import { conditionsOf } from './conditions.ts';
import { type Program, startProgram } from './program.node.ts';
import { questionOf } from './question.ts';
import { isSound, judge, type Verdict } from './reply.ts';
import { type ExternalSettings, externalSettingsSchema } from './settings.ts';

/** A program of the user's, in any language.
 *  @see docs/external-estimators.md */
export type ExternalEstimator = Estimator<ExternalSettings> & {
  /** Ends the programs that wait for another question. They also end with this process, however it ends. */
  readonly close: () => Promise<void>;
};

/** @param folder that commands run in, and that their paths are relative to: that of the study or fit file */
export function externalEstimator(folder: string): ExternalEstimator {
  const root = resolve(folder);
  const idle = new Map<string, Program>();
  // one question at a time: programs are shared by arms that differ in their settings only
  let last: Promise<unknown> = Promise.resolve();
  return {
    id: 'external',
    about: 'a program of your own in any language: JSON on stdin and stdout, see docs/external-estimators.md',
    settingsSchema: externalSettingsSchema
      .superRefine(({ command }, context) => {
        const problem = commandProblem(command, root);
        if (problem === undefined) return;
        context.addIssue({ code: 'custom', path: ['command', problem.word], message: problem.message });
      })
      .overwrite(({ source: _, ...settings }) => {
        const source = commandSource(settings.command, root);
        return source === undefined ? settings : { ...settings, source };
      }),
    conditionsOn: conditionsOf,
    fit: (dataset, settings, request) => {
      const mine = last.then(() => fit(root, idle, dataset, settings, request));
      last = mine.catch(() => {});
      return mine;
    },
    close: async () => {
      await last;
      await Promise.all([...idle.values()].map((program) => program.end()));
      idle.clear();
    },
  };
}

/** What a program that has answered before now dies of, or answers to another question, may be the doing of an earlier
 *  fit: a fresh one is asked, so that no row depends on which fits came before it. */
async function fit(
  root: string,
  idle: Map<string, Program>,
  dataset: Dataset,
  settings: ExternalSettings,
  request: FitRequest,
): Promise<Estimate> {
  const key = JSON.stringify(settings.command);
  const waiting = idle.get(key);
  idle.delete(key);
  const isUsed = waiting?.canBeAsked() === true;
  if (waiting !== undefined && !isUsed) await waiting.end();
  const keep = (program: Program): void => void idle.set(key, program);
  const first = await askOnce(
    isUsed ? waiting : startProgram(settings.command, root),
    keep,
    dataset,
    settings,
    request,
  );
  if (first.blame === 'this-fit' || !isUsed) return first.estimate;
  return (await askOnce(startProgram(settings.command, root), keep, dataset, settings, request)).estimate;
}

async function askOnce(
  program: Program,
  keep: (program: Program) => void,
  dataset: Dataset,
  settings: ExternalSettings,
  request: FitRequest,
): Promise<Verdict> {
  const isLast = settings.mode === 'per-fit';
  const file = join(program.scratch, 'data.csv');
  const question = questionOf(dataset, settings, request, (text) => {
    writeFileSync(file, text);
    return file;
  });
  const reply = await program.ask(JSON.stringify(question), settings.seconds, isLast);
  const verdictNow = (): Verdict => judge(reply, question.id, request, settings.seconds, program.said());
  if (!isLast && isSound(reply) && verdictNow().estimate.status !== 'invalid-output') {
    if (settings.send === 'csv') rmSync(file, { force: true });
    keep(program);
    return verdictNow();
  }
  // its last words come with its end
  await program.end();
  return verdictNow();
}
