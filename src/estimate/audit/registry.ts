import { bayesianMmmAudit } from './bayesianMmm.ts';
import { drawDiagnosticsAudit } from './drawDiagnostics.ts';
import { linearAudit } from './linear.ts';
import { looAudit } from './loo.ts';
import { mediationAudit } from './mediation.ts';
import { olsAudit } from './ols.ts';
import type { AuditKind } from './types.ts';

/** Every kind of reference problem that can be refitted, by the `kind` in its file. */
export const auditKinds = {
  ols: olsAudit,
  linear: linearAudit,
  mediation: mediationAudit,
  'bayesian-mmm': bayesianMmmAudit,
  loo: looAudit,
  'draw-diagnostics': drawDiagnosticsAudit,
} as const satisfies Record<string, AuditKind>;
