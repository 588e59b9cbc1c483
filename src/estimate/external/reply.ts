import type { Estimate, FitRequest } from '../contract.ts';
import { decodeAnswer } from './answer.ts';

/** How a program's process ended: by its exit code, by a signal, or before it began. */
export type ProcessEnd = { readonly code: number | null; readonly signal: string | null; readonly failure?: string };

/** What came back for one question. */
export type Reply = {
  readonly lines: readonly string[];
  /** no answer in time, or a line without end */
  readonly problem?: 'late' | 'flood';
  /** left out while the program runs */
  readonly end?: ProcessEnd;
};

/** May the program be asked again? It answered with one line, and is there. */
export function isSound({ lines, problem, end }: Reply): boolean {
  return lines.length === 1 && problem === undefined && end === undefined;
}

/** What a reply says of the fit; `of-the-past` where it may be the doing of an earlier fit in the same process. */
export type Verdict = { readonly estimate: Estimate; readonly blame: 'this-fit' | 'of-the-past' };

/** Classifies a reply: every way to misbehave has its row.
 *  @param id of the question
 *  @param seconds that the program had
 *  @param said the last of its stderr */
export function judge(
  reply: Reply,
  id: string,
  request: Pick<FitRequest, 'estimands' | 'levels' | 'curves'>,
  seconds: number,
  said: string,
): Verdict {
  const fault = (
    status: 'error' | 'invalid-output' | 'timeout',
    what: string,
    blame: Verdict['blame'] = 'this-fit',
  ) => ({
    estimate: { status, detail: said === '' ? what : `${what}; stderr: ${said}` },
    blame,
  });
  const { lines, problem, end } = reply;
  if (problem === 'flood') return fault('invalid-output', 'stdout: a line longer than an answer may be');
  if (problem === 'late') return fault('timeout', `no answer in ${seconds} s`);
  const [line] = lines;
  if (line === undefined) return fault('error', `${endText(end)} without an answer`, 'of-the-past');
  const decoded = decodeAnswer(line, id, request);
  if (decoded.kind === 'out-of-step') return fault('invalid-output', `id: not the one of the question`, 'of-the-past');
  const { estimate } = decoded;
  if (estimate.status === 'invalid-output') return fault('invalid-output', estimate.detail);
  if (lines.length > 1) return fault('invalid-output', 'more than one line on stdout for one question');
  if (end !== undefined && end.code !== 0) return fault('error', `${endText(end)} after its answer`);
  return { estimate, blame: 'this-fit' };
}

function endText(end: ProcessEnd | undefined): string {
  if (end?.failure !== undefined) return `the program did not start (${end.failure}):`;
  if (end?.signal) return `the program was ended by ${end.signal}`;
  return `the program ended with exit code ${end?.code ?? 'unknown'}`;
}
