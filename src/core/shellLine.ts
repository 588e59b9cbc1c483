/** Words as a shell takes them back, quoted where they need it.
 *  @example shellLine(['run', 'my study.yaml']) // "run 'my study.yaml'" */
export function shellLine(words: readonly string[]): string {
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
}
