import process from 'node:process';

/** The answer goes to stdout: JSON where it was asked for, else text. */
export function answer(asJson: boolean | undefined, value: unknown, text: string): void {
  process.stdout.write(`${asJson ? JSON.stringify(value, null, 2) : text}\n`);
}

/** Progress and remarks go to stderr, so that the answer can be piped. */
export function remark(text: string): void {
  process.stderr.write(`${text}\n`);
}
