import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseDataset } from '../dataset/csv.ts';
import { dataSpecSchema } from '../dataset/spec.ts';
import { datasetCsv } from '../dataset/write.ts';
import { loadScenario } from '../scenario/load.node.ts';
import { recordedSchema } from '../scenario/recorded/schema.ts';
import { readTruth } from '../scenario/recorded/truth.ts';
import { resolveWorld } from '../scenario/scenario.ts';
import { worlds } from './arbitrary.fixture.ts';
import { datasetFile, packYaml, truthHeader, truthRows } from './pack.ts';
import { compileWorld, simulate } from './simulate.ts';

const requests = [{ kind: 'roas.total' }, { kind: 'roas.direct' }, { kind: 'contribution' }] as const;

/** Data and truth of a world, through the files of a pack and back. */
function roundTrip(model: ReturnType<typeof compileWorld>, seed: number, periods: number) {
  const { dataset, truth } = simulate(model, { seed, replicate: 0, periods, requests });
  const world = recordedSchema.parse(parse(packYaml('Made here.', { ...dataset, name: 'w' })));
  const text = truthHeader + truthRows('data-0001.csv', truth);
  const subject = { files: ['data-0001.csv'], channels: world.data.channels, periods };
  return {
    before: { dataset, truth: truth.effects.map(({ estimand, value }) => ({ estimand, value })) },
    dataset: parseDataset(datasetCsv(dataset, 'all'), 'data-0001.csv', world.data).dataset,
    truth: readTruth(text, 'truth.csv', world.truth, subject, new Map()).map(({ estimand, value }) => ({
      estimand,
      value,
    })),
  };
}

test('any world comes back from its pack bit for bit, history and future included, and so does its truth', () => {
  fc.assert(
    fc.property(
      worlds({ feedback: false, bends: true }),
      fc.nat({ max: 1000 }),
      fc.integer({ min: 1, max: 12 }),
      (world, seed, periods) => {
        const { before, dataset, truth } = roundTrip(compileWorld(world), seed, periods);
        expect(dataset.digest).toBe(before.dataset.digest);
        const { name: _, dates: __, digest: ___, carryoverStart, ...rest } = before.dataset;
        expect(dataset).toMatchObject(rest);
        expect(dataset.carryoverStart).toBe(rest.history > 0 ? carryoverStart : 'zero');
        expect(truth).toEqual(before.truth);
      },
    ),
    { numRuns: 40 },
  );
});

test('a panel of geos comes back too, with people, calendar and held sets', () => {
  const model = compileWorld({ ...resolveWorld(loadScenario('geo-targeting')), firstPeriod: 17 });
  const { before, dataset, truth } = roundTrip(model, 4, 10);
  expect(dataset.geos.length).toBeGreaterThan(1);
  expect(dataset).toMatchObject({ digest: before.dataset.digest, geos: before.dataset.geos, firstPeriod: 17 });
  expect(truth).toEqual(before.truth);
});

test('names sort as numbers do; the data part is that of a fit file', () => {
  expect([datasetFile(0, 3), datasetFile(9998, 10_000), datasetFile(0, 10_000)]).toEqual([
    'data-0001.csv',
    'data-09999.csv',
    'data-00001.csv',
  ]);
  const model = compileWorld(resolveWorld(loadScenario('clean')));
  const { dataset } = simulate(model, { seed: 1, replicate: 0, periods: 5, requests: [] });
  const { data } = parse(packYaml('x', dataset)) as { data: unknown };
  expect(dataSpecSchema.parse(data)).toMatchObject({
    date: 'period',
    part: 'part',
    outcome: 'revenue',
    period: 'week',
  });
});
