/** @see docs/architecture.md, "The command line" */
export const exitCodes = {
  fine: 0,
  finding: 1,
  undecided: 2,
  badInput: 3,
  incomplete: 4,
  ourFault: 70,
  interrupted: 130,
} as const;
