import { binomial } from './adstock/binomial.ts';
import { delayed } from './adstock/delayed.ts';
import { geometric } from './adstock/geometric.ts';
import { none as noAdstock } from './adstock/none.ts';
import { weibullCdf } from './adstock/weibullCdf.ts';
import { weibullPdf } from './adstock/weibullPdf.ts';
import { exponential } from './saturation/exponential.ts';
import { hill } from './saturation/hill.ts';
import { logistic } from './saturation/logistic.ts';
import { michaelisMenten } from './saturation/michaelisMenten.ts';
import { none as noSaturation } from './saturation/none.ts';
import { root } from './saturation/root.ts';
import { tanh } from './saturation/tanh.ts';
import type { Adstock, Saturation } from './types.ts';

/** Every carryover curve by its id, as in YAML. Schemas, `list curves`, docs and contract tests come from here. */
export const adstocks = {
  none: noAdstock,
  geometric,
  delayed,
  binomial,
  weibull_cdf: weibullCdf,
  weibull_pdf: weibullPdf,
} as const satisfies Record<string, Adstock>;

/** Every response curve by its id, as in YAML. */
export const saturations = {
  none: noSaturation,
  logistic,
  hill,
  exponential,
  tanh,
  michaelis_menten: michaelisMenten,
  root,
} as const satisfies Record<string, Saturation>;
