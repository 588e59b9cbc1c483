import type { Finding } from '../../core/document.ts';
import { otherSide, resolveSide, unlikeSides } from '../claims/resolve.ts';
import type { Claim } from '../claims/types.ts';
import type { Study } from '../study/study.ts';
import type { PlannedArm, PlannedCell } from './types.ts';

/** Words of claims that name nothing in the study, or several things: found before the run, not after it. */
export function claimFindings(
  { claims, levels, record, decision }: Pick<Study, 'claims' | 'levels' | 'record' | 'decision'>,
  cells: readonly PlannedCell[],
  arms: readonly {
    readonly arm: PlannedArm;
    readonly written: {
      readonly name: string;
      readonly scenarios?: readonly string[];
      readonly fallback?: readonly string[];
    };
  }[],
): readonly Finding[] {
  const scene = {
    ...{ cells, levels, arms: arms.map(({ arm }) => arm), recordsParameters: record?.includes('parameters') === true },
    decides: decision !== undefined,
    runs: (cell: number, arm: number) => arms[arm]!.written.scenarios?.includes(cells[cell]!.scenario) !== false,
    fallsBack: (arm: number) => arms[arm]!.written.fallback !== undefined,
  };
  return claims.flatMap((claim, i) => {
    if (claim.curves !== undefined) return [];
    const found = resolveSide(scene, claim, ['claims', i]);
    const own = 'findings' in found ? found.findings : [];
    if (claim.against === undefined || own.length > 0) return own;
    const other = resolveSide(scene, otherSide(claim), ['claims', i, 'against'], claim.against);
    if ('findings' in other) return other.findings;
    const unlike = unlikeSides(claim, ['claims', i]);
    if (unlike.length > 0) return unlike;
    return sameSides(claim, 'operand' in found && sameOperand(found.operand, other.operand), i);
  });
}

function sameSides({ times = 1, ratio }: Claim, same: boolean, i: number): readonly Finding[] {
  if (!same || (times !== 1 && ratio !== true)) return [];
  return [{ path: ['claims', i, 'against'], message: 'both sides are the same; name what differs' }];
}

const sameOperand = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);
