/** What rows keep beyond effects, as a study's `record:` says. */
export const recordable = ['parameters', 'readings', 'stability'] as const;

export type Recordable = (typeof recordable)[number];
