import { bias } from './bias.ts';
import { calibration } from './calibration.ts';
import { confoundingMediated } from './confoundingMediated.ts';
import { coverage } from './coverage.ts';
import { curves } from './curves.ts';
import { errorN } from './errorN.ts';
import { estimateSe } from './estimateSe.ts';
import { failures } from './failures.ts';
import type { Figure } from './figure.ts';
import { nestedLoopPlot } from './nestedLoop.ts';
import { paired } from './paired.ts';
import { posteriors } from './posteriors.ts';
import { regret } from './regret.ts';
import { running } from './running.ts';
import { time } from './time.ts';
import { weeksStrength } from './weeksStrength.ts';
import { zip } from './zip.ts';

/** Every figure, in the order of the page. */
export const figures: readonly Figure[] = [
  ...[bias, coverage, zip, weeksStrength, confoundingMediated],
  ...[errorN, estimateSe, paired, curves, posteriors, regret, calibration],
  ...[running, failures, time, nestedLoopPlot],
];
