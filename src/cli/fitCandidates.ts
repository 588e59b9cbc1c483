import { InputError } from '../core/errors.ts';
import type { Candidate } from '../estimate/bayesian/compare.ts';
import { curveParameterNames } from '../estimate/bayesian/model.ts';
import { baseName } from '../estimate/bayesian/priors.ts';
import { type BayesianSettings, curvesOf } from '../estimate/bayesian/settings.ts';
import { unknownWord } from '../experiment/plan/findings.ts';
import { adstocks, saturations } from '../media/registry.ts';
import type { Adstock, Saturation } from '../media/types.ts';
import { givenSettings, readSettings } from './fitBayesian.ts';
import type { FitInput } from './fitInput.ts';

/** What one name of the list changes in the fit file's model. */
type Curves = { readonly name: string; readonly adstock?: string; readonly saturation?: string };

/** Fewer leave nothing to compare. */
const FEWEST = 2;

/** Fits without one observation each, a model. More of them are not odd weeks: the model does not fit. Arbitrary. */
export const MOST_REFITS = 10;

const adstockIds = Object.keys(adstocks);
const saturationIds = Object.keys(saturations);

/** `logistic,hill`, `geometric/hill,delayed/hill`: models that differ from the fit file's in their curves only. A name alone is
 *  a saturation where there is one of that name (`none`), else a carryover.
 *  @throws InputError on the first name that is none, on the same model twice, and on a single one */
export function readCandidates(list: string, input: FitInput): readonly Candidate[] {
  const given = givenSettings(input, '--compare');
  const named = list.split(',').map((text) => readCurves(text.trim()));
  if (named.length < FEWEST) {
    throw problem(`received "${list}"; expected two curves or more, separated by commas, as in logistic,hill`);
  }
  const { priors = {}, ...rest } = given as { readonly priors?: Readonly<Record<string, unknown>> };
  // priors are on the parameters of one curve or another: each candidate has those of its own
  const own = readSettings(input, rest);
  const models = named.map((one) => ({ ...rest, ...curvesYaml(one, own) }));
  const curves = models.map((model) => curvesOf(readSettings(input, model)));
  curves.forEach(({ adstock, saturation }, i) => {
    const twin = curves.findIndex((other) => other.adstock === adstock && other.saturation === saturation);
    if (twin < i) throw problem(`${named[i]!.name} is the same model as ${named[twin]!.name}; remove one of them`);
  });
  return models.map((model, i) => {
    const parameters = parametersOf(curves[i]!);
    const its = Object.entries(priors).filter(([name]) => {
      const base = baseName(name);
      return parameters.includes(base) || !curveParameters.has(base);
    });
    return { name: named[i]!.name, settings: readSettings(input, { ...model, priors: Object.fromEntries(its) }) };
  });
}

function readCurves(name: string): Curves {
  const [first = '', second, ...more] = name.split('/').map((part) => part.trim());
  if (more.length > 0) {
    throw problem(`"${name}" has more than one "/"; expected carryover/saturation, as in geometric/hill`);
  }
  if (second !== undefined) {
    checkCurve('carryover curve', first, adstockIds);
    checkCurve('saturation curve', second, saturationIds);
    return { name, adstock: first, saturation: second };
  }
  if (saturationIds.includes(first)) return { name, saturation: first };
  checkCurve('curve', first, [...saturationIds, ...adstockIds.filter((id) => !saturationIds.includes(id))]);
  return { name, adstock: first };
}

function checkCurve(what: string, id: string, known: readonly string[]): void {
  if (!known.includes(id)) throw new InputError({ path: '--compare', ...unknownWord(what, id, known) });
}

/** What stands in the fit file's stead. Another carryover runs over as many lags, unless there are none to take over. */
function curvesYaml({ adstock, saturation }: Curves, { adstock: own }: BayesianSettings) {
  const { curve, maxLag, normalize } = own;
  const lags = curve === 'none' || adstock === 'none' ? {} : { max_lag: maxLag, normalize };
  return {
    ...(adstock === undefined ? {} : { adstock: { [adstock]: lags } }),
    ...(saturation === undefined ? {} : { saturation }),
  };
}

function parametersOf(curves: ReturnType<typeof curvesOf>): readonly string[] {
  const { adstock, saturation } = curveParameterNames(curves);
  return [...adstock, ...saturation];
}

const problem = (message: string) => new InputError({ path: '--compare', message });

/** Of all curves, in whatever pair. */
const curveParameters: ReadonlySet<string> = new Set(
  Object.values<Adstock>(adstocks).flatMap((adstock) =>
    Object.values<Saturation>(saturations).flatMap((saturation) => parametersOf({ adstock, saturation })),
  ),
);
