/** What a row of a CSV is: spend before the estimation window, the window itself, or spend after it (the tail). */
export const parts = ['history', 'window', 'future'] as const;
export type Part = (typeof parts)[number];

export const isPart = (text: string): text is Part => (parts as readonly string[]).includes(text);

/** The column that says so, in files of ours and wherever a fit file names no other. */
export const PART_COLUMN = 'part';
