/** Milliseconds since some fixed moment: for durations only. The one clock of this room; no result may depend on it. */
export const now = (): number => performance.now();
