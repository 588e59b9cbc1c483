import { expect, test } from 'vitest';
import { normalQuantile } from '../../core/distributions.ts';
import { exp, log } from '../../core/math.ts';
import { nodeSurroundings } from '../load/study.node.ts';
import { planStudy } from '../plan/planStudy.ts';
import type { Plan } from '../plan/types.ts';
import { unitId } from '../plan/unit.ts';
import { openLedger } from '../run/ledger.ts';
import type { RunRecord } from '../run/record.ts';
import { parseStudy } from '../study/study.ts';
import { decompositionCsv } from './decomposition.ts';
import type { RecordSource } from './rows.ts';

const study = (estimators: string) => `
name: parts
scenarios: [unobserved-confounder]
periods: [26, 52]
estimators:
${estimators}
replicates: 3
levels: [0.5, 0.8]
seed: 1
`;
const prior = (strength: number, multiple = 1) =>
  `{ use: bayesian-mmm, roas_prior: { strength: ${strength}, center: { truth: ${multiple} } } }`;
const planned = (estimators: string): Promise<Plan> =>
  planStudy(parseStudy(study(estimators), 'parts.yaml'), nodeSurroundings('.'));

/** What a run would have left, for points of our own; sd of log ROAS is `SD` in every fit. */
const SD = 0.4;
function source(
  plan: Plan,
  pointOf: (cell: number, arm: number, replicate: number) => number,
  truth: number,
): RecordSource {
  const ledger = openLedger(plan);
  const records = new Map<number, RunRecord>();
  const keep = (record: RunRecord): void => {
    ledger.note(record);
    records.set(ledger.slot(record)!, record);
  };
  for (const [c, cell] of plan.cells.entries())
    for (let replicate = 0; replicate < plan.replicates; replicate++) {
      const digest = `${c} ${replicate}`;
      keep({ kind: 'truth', cell: cell.id, replicate, digest, values: cell.estimands.map(() => truth), ms: 0 });
      for (const [a, arm] of plan.arms.entries()) {
        const point = pointOf(c, a, replicate);
        const half = SD * normalQuantile(0.75);
        const intervals = [
          [point * exp(-half), point * exp(half)],
          [0, 9],
        ] as const;
        const status = a === 0 && replicate === 0 ? 'nonconverged' : 'ok';
        keep({
          ...{
            kind: 'attempt',
            cell: cell.id,
            arm: arm.id,
            replicate,
            unit: unitId(cell, replicate, arm),
            digest,
            status,
          },
          effects: cell.estimands.map(() => ({ point, se: 1, intervals })),
          ...{ diagnostics: {}, ms: 0 },
        });
      }
    }
  return { ledger, read: (slot) => records.get(slot) };
}

function rowsOf(csv: string): readonly Readonly<Record<string, string>>[] {
  const [head, ...lines] = csv
    .trimEnd()
    .split('\n')
    .map((line) => line.match(/("[^"]*"|[^,]*)(,|$)/g)!.map((cell) => cell.replace(/,$/, '').replaceAll('"', '')));
  return lines.map((cells) => Object.fromEntries(head!.map((name, i) => [name, cells[i]!])));
}

test('asymptotic, finite sample and prior parts, against the flat arm and the longest cell', async () => {
  const plan = await planned(`  flat: ${prior(1 / 256)}\n  strong: ${prior(4, 2)}\n  ols: { use: ols }`);
  // flat: 1.5 at 26 weeks, 1.3 at 52; strong: 1.9 and 1.4; and a replicate's own error in all
  const points = [
    [1.5, 1.9, 9],
    [1.3, 1.4, 9],
  ];
  const csv = decompositionCsv(
    plan,
    source(plan, (c, a, r) => points[c]![a]! + 0.01 * r, 1),
  )!;
  const rows = rowsOf(csv);
  expect([...new Set(rows.map(({ arm }) => arm))]).toEqual(['flat', 'strong']);
  const row = rows.find(({ arm, periods }) => arm === 'strong' && periods === '26')!;
  expect(row).toMatchObject({ reference: 'flat', longest: '52', n: '3', nonconverged: '0' });
  expect(Number(row.asymptotic)).toBeCloseTo(0.31, 12);
  expect(Number(row.finite_sample)).toBeCloseTo(0.2, 12);
  expect(Number(row.prior)).toBeCloseTo(0.4, 12);
  expect(Number(row.bias)).toBeCloseTo(0.91, 12);
  // the replicates' errors are shared, so the differences have none
  expect(Number(row.prior_mcse)).toBeLessThan(1e-12);
  expect(Number(row.bias_mcse)).toBeCloseTo(0.01 / Math.sqrt(3), 12);
  expect(Number(row.reference_nonconverged)).toBeCloseTo(1 / 3, 12);
  // prior N(log 2, 1/4), fit N(·, 0.16) of log ROAS, truth 1
  expect(Number(row.log_shrinkage)).toBeCloseTo((log(2) * 0.16) / (0.16 + 0.25), 9);
  const drawn = [1.5, 1.51, 1.52].map((x) => ((log(2) - log(x)) * 0.16) / 0.41);
  expect(Number(row.log_shrinkage_fit)).toBeCloseTo((drawn[0]! + drawn[1]! + drawn[2]!) / 3, 9);
  expect(Number(row.log_prior)).toBeCloseTo((log(1.9 / 1.5) + log(1.91 / 1.51) + log(1.92 / 1.52)) / 3, 9);
});

test('no table where no arm stands for hardly any prior, or none differs from it in its prior alone', async () => {
  const without = await planned(`  weak: ${prior(0.25)}\n  strong: ${prior(4)}`);
  expect(
    decompositionCsv(
      without,
      source(without, () => 1, 1),
    ),
  ).toBeUndefined();
  const other = await planned(
    `  flat: ${prior(1 / 256)}\n  strong: ${prior(4).replace('{ use', '{ trend: true, use')}`,
  );
  expect(
    decompositionCsv(
      other,
      source(other, () => 1, 1),
    ),
  ).toBeUndefined();
});
