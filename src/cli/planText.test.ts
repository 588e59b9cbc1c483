import { expect, test } from 'vitest';
import { type Planned, planText } from './planText.ts';
import { width } from './table.ts';

/** 100 s of one core, by a pilot that had a share of one. */
const planned = (coreShare: number | null, forecast = true): Planned =>
  ({
    plan: { name: 'small', replicates: 10, cells: [{}], arms: [] },
    units: 10,
    workers: 2,
    pilot: forecast ? { arms: [{ arm: 0, fits: 5 }], simulate: [] } : null,
    forecast: forecast ? { seconds: 100, byArm: [] } : null,
    needs: [],
    coreShare,
  }) as unknown as Planned;

test('times of a busy machine are said to be', () => {
  const [, time, busy] = planText(planned(0.25)).split('\n');
  expect(time).toBe('about 50 s with 2 workers (1 min 40 s of one core), by a pilot of 5 fits');
  expect(busy).toBe('the pilot had 25 % of a core, as the machine is busy; with the cores to itself about 13 s');
  expect(width(busy!)).toBeLessThanOrEqual(100);
  expect(planText(planned(0.95))).not.toContain('busy');
  // fits of other programs: their time is not this process's
  expect(planText(planned(null))).not.toContain('busy');
  expect(planText(planned(null, false))).toContain('no pilot');
});
