/** One thing wrong with what the user gave us. Printed as
 *  `file:line:column path: message; did you mean "guess"?` */
export type Problem = {
  readonly file?: string;
  /** 1-based */
  readonly line?: number;
  /** 1-based */
  readonly column?: number;
  /** dotted path inside the document, e.g. `nodes.google.saturation` */
  readonly path?: string;
  /** names the value received and what is allowed */
  readonly message: string;
  readonly guess?: string;
};

/** The input or the usage is wrong: exit code 3, one line a problem, never a stack trace. */
export class InputError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: Problem | readonly Problem[]) {
    const list: readonly Problem[] = Array.isArray(problems) ? problems : [problems as Problem];
    super(list.map(formatProblem).join('\n'));
    this.name = 'InputError';
    this.problems = list;
  }
}

/** One line for one problem: control characters of a file that is no text are shown, not obeyed by the terminal. */
export function formatProblem(problem: Problem): string {
  const place = [problem.file, problem.line, problem.line === undefined ? undefined : problem.column]
    .filter((part) => part !== undefined)
    .join(':');
  const head = [place, problem.path].filter((part) => part !== undefined && part !== '').join(' ');
  const guess = problem.guess === undefined ? '' : `; did you mean "${problem.guess}"?`;
  return visible(`${head === '' ? '' : `${head}: `}${problem.message}${guess}`);
}

/** @example visible('a\u0007b') // 'a\\u0007b' */
function visible(text: string): string {
  return text.replace(/\p{Cc}/gu, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
