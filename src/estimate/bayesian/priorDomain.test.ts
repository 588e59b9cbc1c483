import { expect, test } from 'vitest';
import { adstocks, saturations } from '../../media/registry.ts';
import { priorDomainProblem } from './priorDomain.ts';
import { bayesianSettingsSchema } from './settings.ts';

const curves = { adstock: adstocks.geometric, saturation: saturations.logistic };

test('a prior must keep to where its parameter may be', () => {
  expect(priorDomainProblem('alpha', ['beta', 1, 3], curves)).toBeNull();
  expect(priorDomainProblem('alpha[tv]', ['uniform', 0, 0.9], curves)).toBeNull();
  expect(priorDomainProblem('beta', ['normal', 0, 1], curves)).toBeNull();
  expect(priorDomainProblem('alpha', ['uniform', 0, 1.5], curves)).toBe(
    'uniform has mass outside 0..1, where alpha must lie; beta, uniform or truncated-normal can be kept inside',
  );
  expect(priorDomainProblem('sigma', ['normal', 0, 1], curves)).toMatch(
    /^normal has mass outside 0\.\.Infinity, where sigma/,
  );
  expect(priorDomainProblem('lambda', ['student-t', 4, 1, 1], curves)).toMatch(/where lambda must lie/);
});

test('names follow the curves, with a guess', () => {
  expect(priorDomainProblem('slope', ['gamma', 3, 1], { ...curves, saturation: saturations.hill })).toBeNull();
  expect(priorDomainProblem('lamda', ['gamma', 3, 1], curves)).toMatch(/did you mean "lambda"\?$/);
});

test('the settings refuse it with its path, before any fit', () => {
  const result = bayesianSettingsSchema.safeParse({ priors: { sigma: ['normal', 0, 1] } });
  expect(result.error?.issues.map(({ path }) => path)).toEqual([['priors', 'sigma']]);
});
