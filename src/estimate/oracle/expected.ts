/** What each oracle must score: the known side of the self-check. @see statistics.md §8 */
export { conjugateAnswers } from './conjugate.ts';
export { failingAnswers, failingShare } from './failing.ts';
export { normalAnswers } from './normal.ts';
export type { Expected } from './oracle.ts';
export { shiftedAnswers } from './shifted.ts';
export { shrunkAnswers } from './shrunk.ts';
