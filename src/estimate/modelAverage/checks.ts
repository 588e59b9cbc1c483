import { check, type Finding } from '../../core/document.ts';
import { closest } from '../../core/spelling.ts';
import { bayesianSettingsSchema } from '../bayesian/settings.ts';
import { bayesianLinearSettingsSchema } from '../bayesianLinear/settings.ts';
import { adstock as adstockSchema } from '../curves/settings.ts';
import { type Candidate, type Engine, isHalfCurve } from './candidates.ts';
import { mmmYaml } from './engineSettings.ts';
import { halfCurves } from './halfCurves.ts';

type Model = Readonly<Record<string, unknown>>;
type Problem = { readonly path: readonly (string | number)[]; readonly message: string };

/** What is wrong with what all candidates share. */
export function modelFindings(engine: Engine, model: Model): readonly Problem[] {
  // curves stand with the candidates, and are complained of there
  const { media, adstock, saturation, ...rest } = model;
  const { findings } = check(engine === 'linear' ? bayesianLinearSettingsSchema : bayesianSettingsSchema, rest);
  return findings.map(said);
}

function said({ path, key, message, guess }: Finding): Problem {
  const words = guess === undefined ? message : `${message}; did you mean "${guess}"?`;
  return { path: [...path, ...(key === undefined ? [] : [key])], message: words };
}

/** What is wrong with what one candidate has of its own, for this engine. @param model nothing is wrong with it alone */
export function candidateFindings(engine: Engine, model: Model, candidate: Candidate): readonly Problem[] {
  const { name: _, ...own } = candidate;
  const foreign = Object.keys(own).filter((key) => !allowed[engine].includes(key));
  const problems = foreign.map(
    (key): Problem => ({
      path: [key],
      message: `not a setting of engine ${engine}; it has ${allowed[engine].join(', ')}`,
    }),
  );
  if (problems.length > 0) return problems;
  if (engine === 'mmm') {
    return check(bayesianSettingsSchema, mmmYaml(model, candidate)).findings.map(said);
  }
  const { media, saturation = 'none' } = own;
  if (media !== undefined) {
    const beside = Object.keys(own).filter((key) => key !== 'media');
    return beside.map((key) => ({ path: [key], message: 'media gives the curves already; keep one of them' }));
  }
  const findings = check(adstockSchema, own.adstock).findings.map((finding) => {
    const { path, message } = said(finding);
    return { path: ['adstock', ...path], message };
  });
  return [...findings, ...responseFindings({ ...own, saturation })];
}

/** A response curve that is placed by a quantile: which, and what it takes. */
function responseFindings({ saturation, half_at, slope }: Candidate & { readonly saturation: string }) {
  const problem = (key: string, message: string): Problem => ({ path: [key], message });
  if (!isHalfCurve(saturation)) {
    const names = Object.keys(halfCurves);
    const guess = closest(saturation, names);
    const message = `received "${saturation}"; expected ${names.join(', ')}, and others within media: { given: … }`;
    return [problem('saturation', guess === undefined ? message : `${message}; did you mean "${guess}"?`)];
  }
  return [
    ...(half_at !== undefined && saturation === 'none' ? [problem('half_at', 'a straight line has no half')] : []),
    ...(slope !== undefined && saturation !== 'hill' ? [problem('slope', `is of hill; ${saturation} has none`)] : []),
  ];
}

const allowed: Readonly<Record<Engine, readonly string[]>> = {
  linear: ['media', 'adstock', 'saturation', 'half_at', 'slope'],
  mmm: ['adstock', 'saturation', 'priors'],
};
