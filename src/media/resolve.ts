import { z } from 'zod';
import { check } from '../core/document.ts';
import { InputError } from '../core/errors.ts';
import { adstocks, saturations } from './registry.ts';
import { oneCurve, parameterSchema, settingsSchema } from './schema.ts';
import type { Adstock, AdstockSpec, CurveParameter, Saturation, SaturationSpec } from './types.ts';

/** A carryover curve whose parameters are to be estimated. */
export type AdstockChoice = Pick<AdstockSpec, 'curve' | 'maxLag' | 'normalize'>;
/** A response curve whose parameters are to be estimated. */
export type SaturationChoice = Pick<SaturationSpec, 'curve'>;

/** Two months of weeks; PyMC-Marketing's examples use the same. Commonly used, yet arbitrary. */
const defaultMaxLag = 8;
/** Far beyond any carryover, and small enough that a typing error costs no memory. */
const largestMaxLag = 10_000;

const lagSettings = {
  max_lag: z.int().gte(1).lte(largestMaxLag).default(defaultMaxLag),
  normalize: z.boolean().default(true),
};

/** `{ geometric: { alpha: 0.5, max_lag: 8, normalize: true } }`, `none`. */
export const adstockSchema: z.ZodType<AdstockSpec> = oneCurve(
  mapRecord(adstocks, (curve: Adstock) =>
    settingsSchema({ ...parameterShape(curve.parameters), ...lagsOf(curve) }).transform(
      (settings, context): AdstockSpec => {
        const spec = { ...choice(curve, settings), parameters: values(curve.parameters, settings) };
        const total = curve.weights(spec.parameters, spec.maxLag).reduce((sum, weight) => sum + weight, 0);
        if (!(total > 0 && total < Infinity))
          context.addIssue({
            code: 'custom',
            message: `the weights of ${spec.maxLag} lags add up to ${total}; expected more than 0`,
          });
        return spec;
      },
    ),
  ),
);

/** `{ hill: { half_saturation: 50, slope: 1.2 } }`, `none`. */
export const saturationSchema: z.ZodType<SaturationSpec> = oneCurve(
  mapRecord(saturations, (curve: Saturation) =>
    settingsSchema(parameterShape(curve.parameters)).transform(
      (settings): SaturationSpec => ({
        curve: curve.id,
        parameters: values(curve.parameters, settings),
      }),
    ),
  ),
);

/** A curve named without its parameters, as in fit specs: `geometric`, `{ geometric: { max_lag: 4 } }`. */
export const adstockChoiceSchema: z.ZodType<AdstockChoice> = oneCurve(
  mapRecord(adstocks, (curve: Adstock) =>
    settingsSchema(lagsOf(curve)).transform((settings) => choice(curve, settings)),
  ),
);

/** A curve named without its parameters, as in fit specs: `logistic`, `{ logistic: {} }`. */
export const saturationChoiceSchema: z.ZodType<SaturationChoice> = oneCurve(
  mapRecord(saturations, (curve: Saturation) =>
    settingsSchema({}).transform((): SaturationChoice => ({ curve: curve.id })),
  ),
);

/** A checked spec from its YAML form. @throws InputError with all problems, below `path` */
export function adstockSpec(yaml: unknown, path = 'adstock'): AdstockSpec {
  return parse(adstockSchema, yaml, path);
}

/** A checked spec from its YAML form. @throws InputError with all problems, below `path` */
export function saturationSpec(yaml: unknown, path = 'saturation'): SaturationSpec {
  return parse(saturationSchema, yaml, path);
}

/** The YAML form of a spec: `adstockSpec(adstockYaml(spec))` is `spec` again. */
export function adstockYaml(spec: AdstockSpec): Readonly<Record<string, Readonly<Record<string, number | boolean>>>> {
  const curve: Adstock = adstocks[spec.curve as keyof typeof adstocks];
  const lags = curve.id === 'none' ? {} : { max_lag: spec.maxLag, normalize: spec.normalize };
  return { [spec.curve]: { ...named(curve.parameters, spec.parameters), ...lags } };
}

/** The YAML form of a spec. */
export function saturationYaml(spec: SaturationSpec): Readonly<Record<string, Readonly<Record<string, number>>>> {
  const curve: Saturation = saturations[spec.curve as keyof typeof saturations];
  return { [spec.curve]: named(curve.parameters, spec.parameters) };
}

function parse<T>(schema: z.ZodType<T>, yaml: unknown, path: string): T {
  const { data, findings } = check(schema, yaml);
  if (findings.length === 0) return data as T;
  throw new InputError(
    findings.map(({ path: below, message, guess }) => ({
      path: [path, ...below].join('.'),
      message,
      ...(guess === undefined ? {} : { guess }),
    })),
  );
}

/** `none` has one lag, whatever is asked, so it takes no settings. */
function lagsOf(curve: Adstock): Partial<typeof lagSettings> {
  return curve.id === 'none' ? {} : lagSettings;
}

type Settings = Readonly<Record<string, unknown>>;

function choice(curve: Adstock, settings: Settings): AdstockChoice {
  const maxLag = (settings.max_lag as number | undefined) ?? 1;
  return { curve: curve.id, maxLag, normalize: (settings.normalize as boolean | undefined) ?? true };
}

function parameterShape(parameters: readonly CurveParameter[]): Readonly<Record<string, z.ZodType<number>>> {
  return Object.fromEntries(parameters.map((parameter) => [parameter.name, parameterSchema(parameter)]));
}

function values(parameters: readonly CurveParameter[], settings: Settings): readonly number[] {
  return parameters.map(({ name }) => settings[name] as number);
}

function named(parameters: readonly CurveParameter[], numbers: readonly number[]): Readonly<Record<string, number>> {
  return Object.fromEntries(parameters.map(({ name }, j) => [name, numbers[j]!]));
}

function mapRecord<A, B>(record: Readonly<Record<string, A>>, f: (value: A) => B): Readonly<Record<string, B>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, f(value)]));
}
