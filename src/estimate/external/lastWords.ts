/** Enough for the message of an exception, whose trace comes before it. */
const LINES = 3;
const CHARACTERS = 300;
const KEPT = 4 * CHARACTERS;

/** Keeps the end of what a program says on stderr, however much that is. */
export function openLastWords(): { readonly push: (text: string) => void; readonly said: () => string } {
  let end = '';
  return {
    push: (text) => {
      end = (end + text).slice(-KEPT);
    },
    said: () => {
      const lines = end.split(/\r?\n/).map((line) => line.trim());
      return lines
        .filter((line) => line !== '')
        .slice(-LINES)
        .join(' | ')
        .slice(-CHARACTERS);
    },
  };
}
