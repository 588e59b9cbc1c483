import type { Dataset } from '../../dataset/types.ts';
import { predictEnsemble } from '../../inference/trees/predict.ts';
import type { Ensemble, Growth } from '../../inference/trees/types.ts';
import { basisDesign, predictor } from '../basis/design.ts';
import { identityLink } from '../basis/link.ts';
import type { BasisModel } from '../basis/types.ts';
import { designMatrix } from '../columns.ts';
import type { Estimate, FitRequest } from '../contract.ts';
import { counterfactualEffects } from '../counterfactualEffects.ts';
import { curveParameters } from '../curves/parameters.ts';
import { perHead, totals } from '../perHead.ts';
import { refuse } from '../refusal.ts';
import { type FitRows, heldOutAccuracy } from '../regression/heldOut.ts';
import { bootstrapBlock } from '../regression/uncertainty.ts';
import { canonicalOrder, takeColumns } from './columnOrder.ts';
import { treeDiagnostics } from './diagnostics.ts';
import { withForestError } from './forestError.ts';
import { resamples } from './resamples.ts';
import type { TreeSettings } from './settings.ts';
import type { Train } from './types.ts';

/** Each channel by its adstocked exposure: the shape of the response is the trees' to find. */
const columnsOfTrees: BasisModel = {
  link: identityLink,
  carryoverOnly: true,
  basis: (channel) => ({ names: [channel], columns: (series) => [series] }),
};

/** Trees on the columns of `ols` but for saturation; effects by prediction with a channel and without, intervals by refits
 *  to resampled blocks of periods. What `random-forest` and `gradient-boosting` have in common. */
export function fitTrees(data: Dataset, settings: TreeSettings, request: FitRequest, train: Train): Estimate {
  const dataset = perHead(data);
  const { periods } = dataset;
  const y = dataset.outcome.values;
  const block = bootstrapBlock(settings.intervals, periods);
  if (typeof block !== 'number') return block;
  const design = basisDesign(dataset, settings, columnsOfTrees, request);
  if ('status' in design) return design;
  if (y.length < 2 * settings.min_leaf) {
    return refuse('too-few-periods', `${y.length} rows cannot be split into leaves of ${settings.min_leaf}`);
  }
  const { channels, curves, questions } = design;
  const order = canonicalOrder(design.columns);
  const columns = order.map((j) => design.columns[j]!);
  const x = designMatrix(columns);
  const growth: Growth = {
    depth: settings.depth === 'none' ? Number.POSITIVE_INFINITY : settings.depth,
    minLeaf: settings.min_leaf,
    features: Math.max(1, Math.round(settings.features * columns.length)),
  };

  const { ensemble, outOfBag } = train(x, y, growth, (role) => request.stream(`trees/${role}`));
  const predict = (each: Ensemble) =>
    predictor(design, (over, rows) => predictEnsemble(each, takeColumns(over, rows, order), rows));
  const options = { periods, block, replicates: settings.intervals.bootstrap, stream: request.stream('bootstrap') };
  function* refits() {
    for (const { sample, outcome, replicate } of resamples(x, y, options)) {
      yield predict(
        train(sample, outcome, growth, (role) => request.stream(`bootstrap/${replicate}/${role}`)).ensemble,
      );
    }
  }
  const { effects, ...answered } = counterfactualEffects(questions, predict(ensemble), refits(), request);

  let split = 0;
  const refit: FitRows = (rows, outcome) => {
    const at = split++;
    const again = train(rows, outcome, growth, (role) => request.stream(`heldout/${at}/${role}`));
    return (test) => predictEnsemble(again.ensemble, test, test.length / columns.length);
  };
  const heldOut = heldOutAccuracy(x, y, columns.length, settings.heldout, refit, () => request.stream('heldout'));
  const fitted = predictEnsemble(ensemble, x, y.length);
  return {
    status: 'ok',
    effects: outOfBag === undefined ? effects : withForestError(effects, ensemble, questions, predict),
    ...answered,
    fitted: totals(fitted, dataset),
    parameters: channels.flatMap(({ name }, c) => curveParameters(name, curves[c]!)),
    diagnostics: {
      ...treeDiagnostics({ ensemble, columns, y, fitted, outOfBag, periods }),
      bootstrap_replicates: settings.intervals.bootstrap,
      block_length: block,
      ...heldOut,
    },
  };
}
