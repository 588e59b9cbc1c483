/** How numbers are written in equations. */

/** A coefficient before what it multiplies; 1 and −1 go without saying. */
export function times(value: number): string {
  if (Math.abs(value) === 1) return value === 1 ? '' : '-';
  return `${number(value)}·`;
}

/** Six figures: dials leave values such as 27.000000000000004. */
export function number(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** @param clock the calendar position of period t, as text */
export function wave(
  { every, phase }: { readonly every: number; readonly phase: number | 'random' },
  clock: string,
): string {
  const shift = phase === 0 ? '' : ` + ${phase === 'random' ? 'random phase' : number(phase)}`;
  return `sin(2π(${clock}/${number(every)}${shift}))`;
}
