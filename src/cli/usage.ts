import type { Command } from 'commander';

/** What is wrong with the usage, in one line as all bad input: commander takes two or three, and says things twice. */
export function usageLine(message: string, command: Command): string {
  const [first = '', ...rest] = message
    .trim()
    .split('\n')
    .map((line) => line.trim());
  const told = first
    .replace(/^error: /, '')
    .replace(/^option '(?:-\w, )?(--[\w-]+)[^']*' argument '[^']*' is invalid\. /, '$1: ')
    .replace(/^command-argument value '[^']*' is invalid for argument '[^']*'\. /, '')
    .replace(/^required option '([^']*)' not specified/, '$1 is missing')
    .replace(/^option '([^']*)' argument missing/, '$1 needs a value')
    .replace(/^missing required argument '([^']*)'/, '<$1> is missing')
    .replace(/\.$/, '');
  const guess = /\(Did you mean (?:one of )?(.*?)\?\)/.exec(rest.join(' '))?.[1];
  const hint = guess === undefined ? `see ${fullName(command)} --help` : `did you mean ${guess}?`;
  return `${fullName(command)}: ${told}; ${hint}\n`;
}

/** `plumbline run` */
function fullName(command: Command): string {
  return command.parent === null ? command.name() : `${fullName(command.parent)} ${command.name()}`;
}
