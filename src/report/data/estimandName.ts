/** Name of an estimand without window and tail, which a reader knows from the number of weeks.
 *  @example estimandName('roas.total[0..103+12]')         // 'roas.total'
 *  @example estimandName('roas.direct[0..103+12|google]') // 'roas.direct|google' */
export function estimandName(key: string): string {
  const [, kind, held = ''] = /^([^[]*)(?:\[[^|\]]*(\|[^\]]*)?\])?$/.exec(key) ?? [null, key];
  return `${kind}${held}`;
}

const words: Readonly<Record<string, string>> = {
  'roas.total': 'total ROAS',
  'roas.direct': 'direct ROAS',
  'roas.mediated': 'mediated ROAS',
  'roas.blended': 'blended ROAS',
  'roas.net': 'net ROAS',
  'roas.attributed': 'attributed ROAS',
  'mroas.total': 'marginal ROAS',
  'mroas.direct': 'direct marginal ROAS',
  contribution: 'contribution',
  'contribution.direct': 'direct contribution',
  'decision.total': 'decision',
  'decision.direct': 'decision on direct effects',
};

/** The same in a sentence.
 *  @example estimandWords('roas.direct|google') // 'direct ROAS (google held)' */
export function estimandWords(name: string): string {
  const [kind, held] = name.split('|') as [string, string?];
  return `${words[kind] ?? kind}${held === undefined ? '' : ` (${held} held)`}`;
}
