import { check, type Finding } from '../../core/document.ts';
import type { Estimator } from '../../estimate/contract.ts';
import { type FormKeys, formOf } from '../adjust/form.ts';
import { sweepLabel } from '../study/label.ts';
import type { Study, StudyArm } from '../study/study.ts';
import { expandSweeps } from '../study/sweep.ts';
import { armCost } from './cost.ts';
import { findingsFrom } from './findings.ts';
import type { EstimatorSource, FoundEstimator } from './sources.ts';
import { toldTo } from './told.ts';
import { withAims } from './trueCenters.ts';
import type { PlannedArm } from './types.ts';
import { armId } from './unit.ts';

/** An arm with its estimator, and the name it has in the study file. */
export type ReadyArm = { readonly arm: PlannedArm; readonly estimator: Estimator; readonly written: StudyArm };

/** Estimators × sweeps of their settings, in the order of the file.
 *  @param findings gets what is wrong */
export async function planArms(
  study: Study,
  estimatorOf: EstimatorSource,
  findings: Finding[],
): Promise<readonly ReadyArm[]> {
  const arms: ReadyArm[] = [];
  for (const written of study.arms) {
    const misplaced =
      study.calibration === undefined ? [] : ['adjust', 'graph'].filter((key) => key in written.settings);
    findings.push(...misplaced.map((key) => onlyOfStudies(written.name, key)));
    if (misplaced.length > 0) continue;
    try {
      arms.push(...variants(written, await estimatorOf(written.use), findings));
    } catch (error) {
      findings.push(...findingsFrom(error, ['estimators', written.name, 'use']));
    }
  }
  return arms;
}

function variants(written: StudyArm, { estimator, source }: FoundEstimator, findings: Finding[]): readonly ReadyArm[] {
  return expandSweeps(written.settings).flatMap(({ value, swept }) => {
    const { data, adjust, graph, ...own } = value as FormKeys;
    const { form, findings: misfit } = formOf({ data, adjust, graph });
    const { data: checked, findings: wrong } = check(estimator.settingsSchema, own);
    if (wrong.length > 0 || misfit.length > 0) {
      findings.push(
        ...[...misfit, ...wrong].map((finding) => ({
          ...finding,
          path: ['estimators', written.name, ...finding.path],
        })),
      );
      return [];
    }
    const settings = withAims(checked, written.aims);
    const told = toldTo(settings, estimator);
    const arm: PlannedArm = {
      id: armId(written.use, settings, source, form),
      name: `${written.name}${sweepLabel(swept)}`,
      use: written.use,
      settings,
      ...(written.aims === undefined ? {} : { aims: written.aims }),
      ...(told.length === 0 ? {} : { told }),
      ...form,
      ...(source === undefined ? {} : { source }),
      cost: armCost(written.use, settings),
    };
    return [{ arm, estimator, written }];
  });
}

function onlyOfStudies(name: string, key: string): Finding {
  return {
    path: ['estimators', name, key],
    message: 'a study of calibration draws its data from the model, with all controls',
  };
}
