import { z } from 'zod';
import { check } from '../core/document.ts';
import { InputError } from '../core/errors.ts';
import { readTextFile } from '../core/files.node.ts';
import { curveFault, curvesSchema, type FittedCurves } from './optimizeCurves.ts';

/** Of what `plumbline fit --json` writes, what a decision needs. */
const fitSchema = z.object({
  file: z.string(),
  estimator: z.string(),
  status: z.string(),
  reason: z.string().optional(),
  detail: z.string().optional(),
  curves: curvesSchema.optional(),
});

export type FitFile = {
  readonly file: string;
  readonly estimator: string;
  /** of the data */
  readonly data: string;
  /** why the fit did not converge, where it did not */
  readonly doubt?: string;
  readonly curves: FittedCurves;
};

const KIND = 'fit (plumbline fit data.csv --spec fit.yaml --json > fit.json)';

/** @throws InputError in one line for what is no fit, failed, or has no curves */
export function readFitFile(file: string): FitFile {
  const text = readTextFile(file, KIND);
  const problem = (message: string) => new InputError({ file, message });
  if (text.trim() === '') throw problem(`this file is empty: did the fit that was to write it fail?`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw problem(`this is no JSON; expected a ${KIND}`);
  }
  const { data, findings } = check(fitSchema, value);
  const [first] = findings;
  if (first?.path[0] === 'curves') throw new InputError({ file, path: first.path.join('.'), message: first.message });
  if (data === undefined) throw problem(`this is no ${KIND}`);
  const { estimator, status, reason, detail, curves } = data;
  if (status !== 'ok' && status !== 'nonconverged') {
    const why = [reason, detail].filter((part) => part !== undefined).join(': ');
    throw problem(`the fit failed (${status}${why === '' ? '' : `: ${why}`}), so there is nothing to decide on`);
  }
  if (curves === undefined) {
    throw problem(
      `holds no response curves: ${estimator} gives none, or the fit is of an older version; plumbline fit --json writes them`,
    );
  }
  const fault = curveFault(curves);
  if (fault !== undefined) throw problem(`curves${fault}`);
  return {
    ...{ file, estimator, data: data.file, curves },
    ...(status === 'nonconverged' ? { doubt: reason ?? 'no reason given' } : {}),
  };
}
