import { canonicalJson, openHash } from '../../core/hash.ts';
import { untimed } from '../merge/prefer.ts';
import type { Plan } from '../plan/types.ts';
import { unitId } from '../plan/unit.ts';
import { isDeterministic, type Ledger } from '../run/ledger.ts';
import type { RecordSource } from './rows.ts';

/** SHA-256 of what must not depend on how a study was run: a line of canonical JSON for each row of status ok, refused,
 *  nonconverged, error or invalid-output, sorted by unit id, then one for the truth of each of their datasets, sorted by cell
 *  id and replicate. Timings are left out, and so are rows of status timeout, oom and lost. */
export function canonicalHash(plan: Plan, { ledger, read }: RecordSource): string {
  const hash = openHash();
  const add = (slot: number): void => {
    const record = read(slot);
    if (record !== undefined) hash.add(`${canonicalJson(untimed(record))}\n`);
  };
  for (const slot of slotsByUnit(plan, ledger)) add(slot);
  const cells = plan.cells.map((cell, index) => ({ id: cell.id, index })).sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const { index } of cells) {
    for (let replicate = 0; replicate < plan.replicates; replicate++) {
      const counts = plan.arms.some((_, arm) => isCanonical(ledger, ledger.attemptSlot(index, replicate, arm)));
      if (counts) add(ledger.truthSlot(index, replicate));
    }
  }
  return hash.hex();
}

function isCanonical(ledger: Ledger, slot: number): boolean {
  const status = ledger.statusAt(slot);
  return status !== undefined && isDeterministic(status);
}

/** 13 hex digits are 52 bits, which a number holds exactly. */
const PREFIX_DIGITS = 13;
const PREFIX_VALUES = 4_503_599_627_370_496;
const EXACT = 2 * PREFIX_VALUES;

/** Slots with such a row in the order of their unit ids; eight bytes an attempt. A number holds as much of the id's head as
 *  leaves room for the place of the row; the few ids with one head are put in order by the whole of it. */
function* slotsByUnit(plan: Plan, ledger: Ledger): Generator<number> {
  const { replicates, cells, arms } = plan;
  const units = cells.length * arms.length * replicates;
  const idOf = (unit: number): string => {
    const pair = Math.floor(unit / replicates);
    return unitId(cells[Math.floor(pair / arms.length)]!, unit % replicates, arms[pair % arms.length]!);
  };
  // attempts have consecutive slots, replicate by replicate, arm by arm, cell by cell
  const first = units === 0 ? 0 : ledger.attemptSlot(0, 0, 0);
  const room = Math.floor(EXACT / Math.max(1, units));
  let count = 0;
  for (let unit = 0; unit < units; unit++) if (isCanonical(ledger, first + unit)) count += 1;
  const keys = new Float64Array(count);
  for (let unit = 0, at = 0; unit < units; unit++) {
    if (!isCanonical(ledger, first + unit)) continue;
    const head = Number.parseInt(idOf(unit).slice(0, PREFIX_DIGITS), 16);
    keys[at++] = Math.floor((head / PREFIX_VALUES) * room) * units + unit;
  }
  keys.sort();
  for (let at = 0; at < count; ) {
    const head = Math.floor(keys[at]! / units);
    const twins: number[] = [];
    for (; at < count && Math.floor(keys[at]! / units) === head; at++) twins.push(keys[at]! % units);
    if (twins.length > 1) twins.sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
    for (const unit of twins) yield first + unit;
  }
}
