/** Text as HTML text or a quoted attribute.
 *  @example escapeHtml('a < "b"') // 'a &lt; &quot;b&quot;' */
export function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replaceAll(/[&<>"']/g, (character) => entities[character]!);
}

/** A script that the parser of HTML cannot end or swallow: it stops at `</script` and gets confused by `<!--`, wherever
 *  they stand. In strings and regular expressions of JavaScript the backslash changes nothing. */
export function inlineScript(code: string): string {
  return code.replaceAll(/<(?=\/script|!--)/gi, '\\x3C');
}
