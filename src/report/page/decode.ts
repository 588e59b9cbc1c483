import { type PackedReport, unpackReport } from '../data/packed.ts';
import type { ReportData } from '../data/types.ts';

/** What a page carries: base 64 of gzipped JSON. */
export async function decodeJson(text: string): Promise<unknown> {
  const bytes = Uint8Array.from(atob(text.trim()), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return JSON.parse(await new Response(stream).text());
}

/** The data of a report. */
export async function decodeReport(text: string): Promise<ReportData> {
  return unpackReport((await decodeJson(text)) as PackedReport);
}
