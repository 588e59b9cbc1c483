import type { Progress } from '../experiment/executors/meter.ts';

/** Lines a log can bear: one at least this many seconds after the last. */
const PLAIN_LINE_EVERY = 10;
const BAR = 24;
/** Where a terminal does not say how wide it is, or says 0. */
const USUAL_COLUMNS = 80;

/** A bar that rewrites itself on a terminal; elsewhere a plain line now and then. */
export function progressLine(stream: NodeJS.WriteStream): {
  readonly show: (progress: Progress) => void;
  readonly finish: () => void;
} {
  const terminal = stream.isTTY === true;
  let lastLine = performance.now();
  let shown = false;
  const show = (progress: Progress): void => {
    if (terminal) {
      stream.write(`\r\u001b[2K${progressText(progress, true, (stream.columns || USUAL_COLUMNS) - 1)}`);
      shown = true;
    } else if (performance.now() - lastLine >= PLAIN_LINE_EVERY * 1000) {
      lastLine = performance.now();
      stream.write(`${progressText(progress, false)}\n`);
    }
  };
  return { show, finish: () => void (shown && stream.write('\r\u001b[2K')) };
}

/** @param bar draw one: for a terminal, not for a log
 *  @param columns what a line may hold; one that wraps cannot be written over */
export function progressText(
  { done, total, failed, perSecond, secondsLeft }: Progress,
  bar: boolean,
  columns = Number.POSITIVE_INFINITY,
): string {
  const filled = total === 0 ? BAR : Math.floor((BAR * done) / total);
  const facts = [
    `${done} of ${total} fits`,
    ...(done === 0 ? [] : [`${perSecond < 10 ? perSecond.toFixed(1) : perSecond.toFixed(0)} a second`]),
    ...(secondsLeft === null || done === total ? [] : [`${duration(secondsLeft)} left`]),
    ...(failed === 0 ? [] : [`${failed} failed`]),
  ].join(' · ');
  const line = bar ? `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${facts}` : facts;
  return line.length <= columns ? line : facts.slice(0, columns);
}

/** @example duration(75) // '1 min 15 s' */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const hours = Math.floor(whole / 3600);
  if (hours < 48) return `${hours} h ${Math.floor((whole % 3600) / 60)} min`;
  return `${Math.floor(hours / 24)} days ${hours % 24} h`;
}
