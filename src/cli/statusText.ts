import type { StudyStatus } from '../experiment/status/status.node.ts';
import { duration } from './progress.ts';

/** How far a study is: one fact a line.
 *  @param now milliseconds since 1970 */
export function statusText(status: StudyStatus, now: number): string {
  const { study, total, done, failed, missing, hash, damage } = status;
  const share = total === 0 ? 100 : Math.floor((100 * done) / total);
  const facts: readonly (readonly [string, string])[] = [
    ['study', study],
    ['done', `${done} of ${total} attempts (${share} %)`],
    ['failed', failed === 0 ? 'none' : `${failed}: ${failures(status)}`],
    ['missing', missing === 0 ? 'none' : `${missing}`],
    ['running', running(status, now)],
    ...(hash === null ? [] : [['hash', hash] as const]),
    ...(damage.length === 0 ? [] : [['damage', `${damage.length} lines, done again by the next run`] as const]),
  ];
  return facts.map(([what, fact]) => `${what.padEnd(8)}${fact}`).join('\n');
}

function failures({ byStatus }: StudyStatus): string {
  const counts = Object.entries(byStatus).filter(([name, count]) => name !== 'ok' && count > 0);
  return counts.map(([name, count]) => `${count} ${name}`).join(', ');
}

function running({ complete, running: parts, perSecond, secondsLeft }: StudyStatus, now: number): string {
  if (complete) return 'nothing; complete';
  if (parts.length === 0) return 'nothing; `plumbline run` goes on';
  const runs = parts.length === 1 ? '1 run' : `${parts.length} runs`;
  if (perSecond === null || secondsLeft === null) return runs;
  const pace = `${perSecond < 10 ? perSecond.toFixed(1) : perSecond.toFixed(0)} attempts a second`;
  // to the minute, in the reader's own time
  const end = new Date(now + 1000 * secondsLeft).toLocaleString('sv-SE').slice(0, -3);
  return `${runs}, ${pace}, ${duration(secondsLeft)} left: until ${end}`;
}
