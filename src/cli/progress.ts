import type { Progress } from '../experiment/executors/meter.ts';
import type { Worst } from '../experiment/run/worst.ts';
import { formatScore } from '../score/format.ts';

/** Lines a log can bear: one at least this many seconds after the last. */
const PLAIN_LINE_EVERY = 10;
const BAR = 24;
/** Where a terminal does not say how wide it is, or says 0. */
const USUAL_COLUMNS = 80;

const CLEAR = '\r\u001b[2K';
const UP = '\u001b[1A';

/** A bar that rewrites itself on a terminal, with the worst bias so far under it; elsewhere a plain line now and then. */
export function progressLine(stream: NodeJS.WriteStream): {
  readonly show: (progress: Progress) => void;
  readonly finish: () => void;
} {
  const terminal = stream.isTTY === true;
  let lastLine = performance.now();
  let shown = false;
  const show = (progress: Progress): void => {
    const worst = worstText(progress.worst);
    if (terminal) {
      const columns = (stream.columns || USUAL_COLUMNS) - 1;
      const below = worst.slice(0, columns);
      stream.write(`${CLEAR}${progressText(progress, true, columns)}\n${CLEAR}${below}\r${UP}`);
      shown = true;
    } else if (performance.now() - lastLine >= PLAIN_LINE_EVERY * 1000) {
      lastLine = performance.now();
      stream.write(`${progressText(progress, false)}${worst === '' ? '' : ` · ${worst}`}\n`);
    }
  };
  return { show, finish: () => void (shown && stream.write(`${CLEAR}\n${CLEAR}${UP}`)) };
}

/** What a reader may want to stop the run for; empty while nothing is further off than chance. */
function worstText(worst: Worst | null): string {
  if (worst === null) return '';
  const { arm, cell, channel, bias, mcse, n } = worst;
  return `worst so far: ${arm} on ${channel} in ${cell}, bias ${formatScore(100 * bias, 100 * mcse)} % (n = ${n})`;
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
