import type { Diagnostics } from '../contract.ts';

/** The first stage's diagnostics beside those of the second: `first_stage.r2`. */
export function underStage(diagnostics: Diagnostics): Diagnostics {
  return Object.fromEntries(Object.entries(diagnostics).map(([name, value]) => [`first_stage.${name}`, value]));
}
