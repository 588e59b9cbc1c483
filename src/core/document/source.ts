import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, visit } from 'yaml';
import { InputError, type Problem } from '../errors.ts';

/** Keys and indices from the root of a document. */
export type Path = readonly (string | number)[];

/** 1-based. */
export type Position = { readonly line: number; readonly column: number };

/** A YAML (or JSON) file as plain values that still knows where each of them stood. */
export type Source = {
  readonly file: string;
  readonly value: unknown;
  /** Where the value at a path stands, or its key; a path that leads nowhere answers for the deepest part that is there. */
  readonly positionOf: (path: Path, part?: 'key' | 'value') => Position;
};

/** Far above what a hand-written file needs, far below an alias bomb; the parser's own default. */
const MAX_ALIASES = 100;

/** Reads one YAML document.
 *  @throws InputError on anything that is not exactly one well-formed document, all problems at once */
export function readSource(text: string, file: string): Source {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const problems: Problem[] = [...document.errors, ...document.warnings].map((error) => ({
    file,
    ...position(error.pos[0]),
    message: syntaxMessage(error.code, error.message),
  }));
  visit(document, {
    Pair: (_, pair) => {
      if (isScalar(pair.key)) return;
      const offset = (pair.key as Node | null)?.range?.[0] ?? 0;
      problems.push({ file, ...position(offset), message: 'a key must be a plain word, not a list or a mapping' });
    },
  });
  if (problems.length > 0) throw new InputError(problems);
  if (document.contents === null) throw new InputError({ file, line: 1, column: 1, message: 'the file is empty' });
  const anchors = new Map<string, Node>();
  visit(document, { Node: (_, node) => void ('anchor' in node && node.anchor && anchors.set(node.anchor, node)) });
  return {
    file,
    value: plainValue(() => document.toJS({ maxAliasCount: MAX_ALIASES }), file),
    positionOf: (path, part = 'value') => position(offsetOf(document.contents as Node, path, part, anchors)),
  };
}

/** What the parser only finds out while it follows aliases. */
function plainValue(read: () => unknown, file: string): unknown {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const message = error.message.startsWith('Excessive alias count')
      ? `aliases multiply to more than ${MAX_ALIASES} copies of a value; write it out`
      : error.message.replace(/^Unresolved/, 'unresolved');
    throw new InputError({ file, message });
  }
}

const syntaxMessages: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'this key is given twice in one mapping',
  MULTIPLE_DOCS: 'a second document starts here; allowed is one a file',
};

function syntaxMessage(code: string, message: string): string {
  return syntaxMessages[code] ?? `not well-formed YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
}

function offsetOf(root: Node, path: Path, part: 'key' | 'value', anchors: ReadonlyMap<string, Node>): number {
  let node: Node | null = root;
  let offset = root.range?.[0] ?? 0;
  for (const [depth, step] of path.entries()) {
    if (isAlias(node)) node = anchors.get(node.source) ?? null;
    const last = depth === path.length - 1;
    if (isMap(node)) {
      const pairs = node.items as readonly Pair<Node, Node | null>[];
      const pair: Pair<Node, Node | null> | undefined = pairs.find(
        ({ key }) => isScalar(key) && String(key.value) === String(step),
      );
      if (pair === undefined) return offset;
      const keyOffset = pair.key.range?.[0] ?? offset;
      offset = last && part === 'key' ? keyOffset : (pair.value?.range?.[0] ?? keyOffset);
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(step)] as Node | undefined;
      if (item === undefined) return offset;
      offset = item.range?.[0] ?? offset;
      node = item;
    } else return offset;
  }
  return offset;
}
