import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { InputError } from '../../core/errors.ts';
import { sha256Hex } from '../../core/hash.ts';
import { closest } from '../../core/spelling.ts';
import type { Estimator } from '../../estimate/contract.ts';
import { externalEstimator } from '../../estimate/external/external.node.ts';
import { loadEstimator } from '../../estimate/load.node.ts';
import { estimators } from '../../estimate/registry.ts';
import type { EstimatorSource } from '../plan/sources.ts';

/** Estimators by id, `external` for a program of the user's, or by the path of a module of the user's.
 *  @param root folder that paths are relative to: that of the study file */
export function nodeEstimators(root: string): EstimatorSource {
  return async (use) => {
    if (use === 'external') return { estimator: externalEstimator(root) as unknown as Estimator };
    if (!/[\\/]|\.[cm]?js$/.test(use)) return { estimator: registered(use) };
    const estimator = await loadEstimator(use, root);
    // of the file itself; what it imports is the user's to keep as it is
    return { estimator, source: sha256Hex(readFileSync(resolve(root, use))) };
  };
}

/** @throws InputError for an unknown id, with a guess */
function registered(id: string): Estimator {
  const known: Readonly<Record<string, Estimator>> = estimators;
  if (Object.hasOwn(known, id)) return known[id]!;
  const ids = [...Object.keys(known), 'external'];
  const guess = closest(id, ids);
  const message = `unknown estimator "${id}"`;
  throw new InputError(
    guess === undefined ? { message: `${message}; there are ${ids.join(', ')}` } : { message, guess },
  );
}
