import type { z } from 'zod';
import { closest } from '../spelling.ts';
import { bound, show, typeName } from './words.ts';

type Issue = z.core.$ZodIssue;

/** What a value that a schema refused is told. @param noun what the value is, where the schema says so */
export function wording(issue: Issue, value: unknown, noun: string | undefined): { message: string; guess?: string } {
  const received = `received ${show(value)}`;
  switch (issue.code) {
    case 'invalid_value':
      return wrongWord(issue.values.map(String), value, noun);
    case 'too_small':
      return {
        message: `expected ${bound(issue.origin, 'at least', 'more than', issue.minimum, issue.inclusive ?? true)}, ${size(value)}`,
      };
    case 'too_big':
      return {
        message: `expected ${bound(issue.origin, 'at most', 'less than', issue.maximum, issue.inclusive ?? true)}, ${size(value)}`,
      };
    case 'invalid_type':
      if (value === undefined) return { message: `missing; expected ${typeName(issue.expected)}` };
      return { message: `expected ${typeName(issue.expected)}, ${received}` };
    default:
      return { message: `not allowed here, ${received}` };
  }
}

/** A list is wrong by its length, anything else by itself. */
function size(value: unknown): string {
  return `received ${Array.isArray(value) ? value.length : show(value)}`;
}

/** A word that is none of the allowed ones: with a guess if one is near, else with the list. */
export function wrongWord(
  allowed: readonly string[],
  value: unknown,
  noun?: string,
): { message: string; guess?: string } {
  const guess = typeof value === 'string' ? closest(value, allowed) : undefined;
  const expected = allowed.length === 1 ? `expected ${allowed[0]}` : `allowed: ${allowed.join(', ')}`;
  if (value === undefined) return { message: `missing; ${expected}` };
  const head = noun === undefined ? `received ${show(value)}` : `unknown ${noun} ${show(value)}`;
  return guess === undefined ? { message: `${head}; ${expected}` } : { message: head, guess };
}
