/** Why a fit is not drawn, as it follows a number (`failed`, `of programs outside`), and what went wrong where it is known. */
export type LeftOut = { readonly why: string; readonly detail?: string };

/** How many fits of replicate 0 are drawn, and why the others are not, reason by reason; null where none is left out.
 *  @param of fits that there are */
export function refitNote(of: number, left: readonly LeftOut[]): string | null {
  if (left.length === 0) return null;
  const reasons = [...new Set(left.map(({ why }) => why))].map((why) => {
    const own = left.filter((one) => one.why === why);
    const detail = own.find((one) => one.detail !== undefined)?.detail;
    return `${own.length} ${why}${detail === undefined ? '' : ` (${detail})`}`;
  });
  return `Of replicate 0, ${of - left.length} of ${of} fits were made again for posteriors and curves; left out: ${reasons.join(', ')}.`;
}
