import type { Column } from '../columns.ts';
import type { Refused } from '../refusal.ts';
import { type Reduced, reduceColumns } from '../varianceParts/reduced.ts';
import type { CampaignEquation } from './equation.ts';

/** What of an equation decides its families. */
export type Grouped = Pick<CampaignEquation, 'fixed' | 'channels' | 'parents' | 'parentOf'>;

/** Columns of F: fixed, own parents, means. */
export function flatColumns({ fixed, channels, parents, parentOf }: Grouped): readonly Column[] {
  const means = parents.map((name, p): Column => {
    const values = new Float64Array(fixed[0]!.values.length);
    channels.forEach((column, c) => {
      if (parentOf[c] === p) for (let i = 0; i < values.length; i++) values[i]! += column.values[i]!;
    });
    return { name, role: 'channel', values };
  });
  return [...fixed, ...channels.filter((_, c) => parentOf[c] === -1), ...means];
}

/** The reduction, or why the flat part has no unique answer.
 *  @param y n values */
export function reduce(equation: Grouped, y: Float64Array): Reduced | Refused {
  const members = Int32Array.from(equation.channels.keys()).filter((c) => equation.parentOf[c] !== -1);
  const columns = Array.from(members, (c) => equation.channels[c]!.values);
  const parts = reduceColumns(flatColumns(equation), columns, y);
  if ('status' in parts) return parts;
  const parentOf = members.map((c) => equation.parentOf[c]!);
  return { ...parts, members, parentOf, parents: equation.parents.length };
}
