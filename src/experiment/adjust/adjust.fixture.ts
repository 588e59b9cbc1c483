import { parseStudy, type Study } from '../study/study.ts';

/** Three datasets of 40 weeks for these arms.
 *  @param file of the study, where paths begin */
export const studyOf = (estimators: string, scenarios = 'seen-demand', file = 'adjust.yaml'): Study =>
  parseStudy(
    `name: adjust
scenarios: [${scenarios}]
periods: 40
estimators: { ${estimators} }
replicates: 3
seed: 5
`,
    file,
  );
