/** How channels lie in the kernel's memory: side by side, period after period. */
export type Lanes = {
  readonly channels: number;
  /** pairs of channels; an odd one out has a neighbour of zeros */
  readonly pairs: number;
  /** values a period: 2·pairs */
  readonly width: number;
  /** periods of exposure before those computed, and those computed */
  readonly lead: number;
  readonly span: number;
};

export function lanesFor(channels: number, lead: number, span: number): Lanes {
  const pairs = Math.ceil(channels / 2);
  return { channels, pairs, width: 2 * pairs, lead, span };
}
