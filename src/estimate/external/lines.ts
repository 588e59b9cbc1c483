/** Cuts a stream of bytes into lines, and stops at a line that is longer than allowed. */
export type LineCutter = {
  /** @returns the lines that are now whole */
  readonly push: (bytes: Uint8Array) => readonly string[];
  /** what stands after the last line's end */
  readonly rest: () => string;
  readonly overflowed: () => boolean;
};

const NEWLINE = 10;

/** @param limit bytes of a line; what comes after a longer one is dropped */
export function openLineCutter(limit: number): LineCutter {
  let parts: Uint8Array[] = [];
  let held = 0;
  let over = false;
  const text = (): string => {
    const whole = new Uint8Array(held);
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    parts = [];
    held = 0;
    return new TextDecoder().decode(whole);
  };
  const keep = (part: Uint8Array): void => {
    held += part.length;
    if (held > limit) {
      over = true;
      parts = [];
      held = 0;
    } else if (part.length > 0) parts.push(part);
  };
  return {
    push: (bytes) => {
      const lines: string[] = [];
      let from = 0;
      for (let end = bytes.indexOf(NEWLINE); end !== -1 && !over; end = bytes.indexOf(NEWLINE, from)) {
        keep(bytes.subarray(from, end));
        if (!over) lines.push(text());
        from = end + 1;
      }
      if (!over) keep(bytes.subarray(from));
      return lines;
    },
    rest: text,
    overflowed: () => over,
  };
}
