import { width } from './table.ts';

/** Breaks text at blanks so that no line is wider than `columns`, unless one word is. Later lines are indented, and
 *  the first keeps the indent that it has. */
export function wrap(text: string, columns = 100, indent = '    '): readonly string[] {
  const [first = '', ...rest] = text.trimStart().split(' ');
  const lead = text.slice(0, text.length - text.trimStart().length);
  return pack([lead + first, ...rest], ' ', columns, indent);
}

/** An equation over several lines, broken before a + or −: outside of all brackets where that is enough, else inside as
 *  few as need be. A line without a sum is broken at blanks. */
export function wrapEquation(text: string, columns = 100, indent = '    ', brackets = 0): readonly string[] {
  if (width(text) <= columns) return [text];
  if (brackets > DEEPEST) return wrap(text, columns, indent);
  const lines = pack(terms(text, brackets), ' ', columns, indent);
  return lines.flatMap((line) => wrapEquation(line, columns, indent, brackets + 1));
}

/** No equation has sums in more brackets. */
const DEEPEST = 3;

/** Puts as many words on a line as fit, `between` them. */
export function pack(words: readonly string[], between: string, columns = 100, indent = ''): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    const longer = line === '' ? word : `${line}${between}${word}`;
    if (line.trim() !== '' && width(longer) > columns) {
      lines.push(line);
      line = indent + word;
    } else line = longer;
  }
  return [...lines, line];
}

/** `a = 1 + f(x + 2) − y`, outside of brackets → `a = 1`, `+ f(x + 2)`, `− y` */
function terms(text: string, brackets: number): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if ('([{'.includes(text[at]!)) depth += 1;
    else if (')]}'.includes(text[at]!)) depth -= 1;
    else if (depth <= brackets && /^ [+−] $/.test(text.slice(at, at + 3))) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}
