import { InvalidArgumentError } from 'commander';
import type { Shard } from '../experiment/plan/shard.ts';

/** More shards than any cluster's array has tasks. */
export const MOST_SHARDS = 100_000;

/** Parses `--shard i/n`, counted from 1. */
export function shardOption(text: string): Shard {
  const [, index, of] = (/^(\d{1,9})\/(\d{1,9})$/.exec(text) ?? []).map(Number);
  if (index === undefined || of === undefined) throw new InvalidArgumentError(`"${text}" is no part such as 2/3`);
  if (of < 1 || of > MOST_SHARDS)
    throw new InvalidArgumentError(`"${text}": from 1 to ${MOST_SHARDS} parts are allowed`);
  if (index < 1) throw new InvalidArgumentError(`"${text}": parts are counted from 1, the first is 1/${of}`);
  if (index > of) throw new InvalidArgumentError(`"${text}": the last part is ${of}/${of}`);
  return { index, of };
}
