/** Area under the receiver operating characteristic: the probability that a score of a case lies above one of a control, ties
 *  counting half. .5 says nothing, below it the score points the other way.
 *  @returns null without cases or without controls
 *  @see Hanley & McNeil (1982), Radiology 143 */
export function rocArea(scores: ArrayLike<number>, isCase: ArrayLike<boolean>): number | null {
  const order = Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
  let cases = 0;
  let rankSum = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) to++;
    // ties share the mean of their ranks
    const rank = (from + to + 1) / 2;
    for (let i = from; i < to; i++) {
      if (!isCase[order[i]!]) continue;
      cases += 1;
      rankSum += rank;
    }
    from = to;
  }
  const controls = scores.length - cases;
  if (cases === 0 || controls === 0) return null;
  return (rankSum - (cases * (cases + 1)) / 2) / (cases * controls);
}
