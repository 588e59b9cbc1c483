import { ar1 } from './ar1.ts';
import { normal } from './normal.ts';
import { studentT } from './studentT.ts';
import type { ErrorModel } from './types.ts';

/** Every error model by its id, as in YAML. Schema, priors and contract tests come from here. */
export const errorModels = { normal, 'student-t': studentT, ar1 } as const satisfies Record<string, ErrorModel>;
