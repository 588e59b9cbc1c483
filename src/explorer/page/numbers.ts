import { formatScore } from '../../score/format.ts';
import type { Measured, Summary } from '../protocol.ts';

/** True minus signs. */
const typographic = (text: string): string => text.replaceAll('-', '−');

/** Three significant digits; a dash where there is none. */
export function short(value: number | null | undefined): string {
  return typographic(formatScore(value ?? null, null));
}

/** `+41 ± 3 %`, or in units of ROAS where the truth is 0 in the mean. Before there is an error it stands without. */
export function biasText({ relativeBias, bias }: Summary): string {
  if (relativeBias.value === null) return signed(bias, 1, '');
  return signed(relativeBias, 100, ' %');
}

function signed({ value, mcse }: Measured, factor: number, unit: string): string {
  if (value === null) return '–';
  const text = formatScore(factor * value, mcse === null ? null : factor * mcse);
  return `${typographic(value > 0 && !/^[0.]+( |$)/.test(text) ? `+${text}` : text)}${unit}`;
}

/** `covers 12 of 60`. */
export function coverageText({ coverage: { value, n } }: Summary): string {
  return value === null || n === 0 ? '' : `covers ${Math.round(value * n)} of ${n}`;
}

/** `3 fits failed`; nothing where none did. */
export function failedText(n: number): string {
  if (n === 0) return '';
  return n === 1 ? '1 fit failed' : `${n} fits failed`;
}
