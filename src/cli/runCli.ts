import process from 'node:process';
import { CommanderError } from 'commander';
import { InputError } from '../core/errors.ts';
import { exitCodes } from './exitCodes.ts';
import { buildProgram } from './program.ts';

/** Runs one command line to its end. Commands that find something set `process.exitCode`.
 *  @param words without node and script
 *  @returns the exit code */
export async function runCli(words: readonly string[]): Promise<number> {
  try {
    await buildProgram().parseAsync(words, { from: 'user' });
  } catch (error) {
    return explain(error);
  }
  return Number(process.exitCode ?? exitCodes.fine);
}

/** One clear line for every kind of failure, on stderr, and its exit code. */
export function explain(error: unknown): number {
  // commander has printed its own line by now; help and version end here too, with 0
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.fine : exitCodes.badInput;
  if (error instanceof InputError) {
    process.stderr.write(`${error.message}\n`);
    return exitCodes.badInput;
  }
  const text = error instanceof Error ? error.message : String(error);
  process.stderr.write(`plumbline: a fault of ours: ${text}\n`);
  if (process.env.PLUMBLINE_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  else process.stderr.write('set PLUMBLINE_DEBUG=1 to see where; please report it with the command that led here\n');
  return exitCodes.ourFault;
}
