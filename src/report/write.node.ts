import { writeAtomic } from '../experiment/output/atomic.node.ts';
import { assemblePage } from './assemble.node.ts';
import { type GatherOptions, gatherReport } from './data/gather.node.ts';
import { packReport } from './data/packed.ts';
import type { ReportData } from './data/types.ts';

/** The page of some data, as one file.
 *  @throws Error where the page's script was not built (tools/pages.mjs)
 *  @public tools/browser takes it from dist */
export function reportPage(data: ReportData): string {
  const { name, question, answer } = data.study;
  const title = question === null ? name : `${name}: ${question}`;
  return assemblePage('report', { title, answer }, packReport(data));
}

/** Writes the page of some data, complete or not at all.
 *  @returns its size in bytes */
export function writePage(data: ReportData, file: string): number {
  const page = reportPage(data);
  writeAtomic(file, page);
  return Buffer.byteLength(page);
}

/** Reads a results folder and writes its page. */
export async function writeReport(folder: string, file: string, options: GatherOptions): Promise<void> {
  writePage(await gatherReport(folder, options), file);
}
