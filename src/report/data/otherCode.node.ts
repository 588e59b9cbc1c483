import { InputError } from '../../core/errors.ts';
import type { Plan } from '../../experiment/plan/types.ts';
import { refuseOtherCode } from '../../experiment/replay/otherCode.node.ts';

/** Is the code that runs now another than the one that made the rows? */
export function madeByOtherCode(folder: string, plan: Plan): boolean {
  try {
    refuseOtherCode(folder, plan);
    return false;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return true;
  }
}
