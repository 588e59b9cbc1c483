#!/usr/bin/env node
import process from 'node:process';
import { exitCodes } from './exitCodes.ts';
import { explain, runCli } from './runCli.ts';

/** A reader such as `head` that has seen enough is no fault. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? exitCodes.fine);
  throw error;
});
/** Nor is nobody reading the progress. */
process.stderr.on('error', () => {});

/** What is thrown where nobody waits for it, by us or by a user's estimator; Node would exit with 1, which is a finding. */
process.on('uncaughtException', (error) => process.exit(explain(error)));

process.exitCode = await runCli(process.argv.slice(2));
