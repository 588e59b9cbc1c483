import type { ComparedResults } from '../compare/results.node.ts';
import { parseYamlDocument } from '../core/document.ts';
import { readTextFile } from '../core/files.node.ts';
import { canonicalJson } from '../core/hash.ts';
import { defaultMargins, type Margins, marginsSchema } from '../experiment/study/margins.ts';

/** What is tolerated, and who says so. */
export type MarginsInForce = { readonly margins: Margins; readonly from: string; readonly remarks: readonly string[] };

/** Margins of a file of the user's win as a whole; else those that a study declares, the baseline's before the candidate's;
 *  else the defaults.
 *  @throws InputError for a bad file */
export function marginsInForce(
  file: string | undefined,
  [baseline, candidate]: readonly [ComparedResults, ComparedResults],
): MarginsInForce {
  if (file !== undefined) {
    const margins = parseYamlDocument(readTextFile(file, 'margins file'), file, marginsSchema);
    return { margins, from: file, remarks: [] };
  }
  const declared = [baseline, candidate].flatMap(({ folder, plan: { margins } }) =>
    margins === undefined ? [] : [{ margins, from: `study of ${folder}` }],
  );
  const [first, second] = declared;
  const differ = second !== undefined && canonicalJson(first!.margins) !== canonicalJson(second.margins);
  const remarks = differ
    ? [`the study of ${candidate.folder} declares other margins; judged is by the baseline's`]
    : [];
  return { ...(first ?? { margins: defaultMargins, from: 'defaults' }), remarks };
}
