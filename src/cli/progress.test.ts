import { expect, test, vi } from 'vitest';
import { duration, progressLine, progressText } from './progress.ts';

const half = { done: 50, total: 100, failed: 0, perSecond: 12.4, secondsLeft: 4.03, worst: null };

test.each([
  [0, '0 s'],
  [59.4, '59 s'],
  [59.6, '1 min 0 s'],
  [75, '1 min 15 s'],
  [3600, '1 h 0 min'],
  [86_399, '23 h 59 min'],
  [200_000, '2 days 7 h'],
  [-1, '0 s'],
])('%d seconds are %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

test('a bar for a terminal, words for a log', () => {
  expect(progressText(half, true)).toBe(`${'█'.repeat(12)}${'░'.repeat(12)} 50 of 100 fits · 12 a second · 4 s left`);
  expect(progressText(half, false)).toBe('50 of 100 fits · 12 a second · 4 s left');
  expect(progressText({ ...half, failed: 2, perSecond: 0.25, secondsLeft: 200 }, false)).toBe(
    '50 of 100 fits · 0.3 a second · 3 min 20 s left · 2 failed',
  );
  expect(progressText({ done: 0, total: 0, failed: 0, perSecond: 0, secondsLeft: null, worst: null }, true)).toContain(
    '0 of 0',
  );
});

test('a line never wraps: it could not be written over', () => {
  for (const columns of [10, 40, 60]) expect(progressText(half, true, columns).length).toBeLessThanOrEqual(columns);
});

/** As much of a stream as a progress line needs. */
function stream(isTTY: boolean, columns = 80) {
  const write = vi.fn((_: string) => true);
  return { write, as: { isTTY, columns, write } as unknown as NodeJS.WriteStream };
}

test('on a terminal the bar is rewritten in place and removed in the end', () => {
  const { write, as } = stream(true);
  const progress = progressLine(as);
  progress.show(half);
  progress.finish();
  const clear = '\r\u001b[2K';
  expect(write.mock.calls[0]![0]).toBe(`${clear}${progressText(half, true)}\n${clear}\r\u001b[1A`);
  expect(write.mock.calls.at(-1)![0]).toBe(`${clear}\n${clear}\u001b[1A`);
});

test('the worst bias so far stands under the bar, and after the words of a log', () => {
  const worst = { cell: 'hidden@104', arm: 'ols', channel: 'tv', bias: 0.4123, mcse: 0.0312, n: 17 };
  const said = 'worst so far: ols on tv in hidden@104, bias 41.2 ± 3.1 % (n = 17)';
  const narrow = stream(true, 40);
  progressLine(narrow.as).show({ ...half, worst });
  expect(narrow.write.mock.calls[0]![0]).toContain(`\n\r\u001b[2K${said.slice(0, 39)}\r`);
  const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
  const log = stream(false);
  const progress = progressLine(log.as);
  clock.mockReturnValue(11_000);
  progress.show({ ...half, worst });
  clock.mockRestore();
  expect(log.write.mock.calls[0]![0]).toBe(`${progressText(half, false)} · ${said}\n`);
});

test('elsewhere a plain line comes at most every ten seconds', () => {
  const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
  const { write, as } = stream(false);
  const progress = progressLine(as);
  for (const seconds of [1, 9, 11, 12, 20.9, 21.1]) {
    clock.mockReturnValue(1000 * seconds);
    progress.show(half);
  }
  progress.finish();
  clock.mockRestore();
  expect(write.mock.calls.map(([text]) => text)).toEqual(Array(2).fill('50 of 100 fits · 12 a second · 4 s left\n'));
});
