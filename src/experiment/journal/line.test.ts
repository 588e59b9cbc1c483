import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AttemptRecord } from '../run/record.ts';
import { checksum } from './checksum.ts';
import { decodeLine, encodeLine } from './line.ts';

const encoder = new TextEncoder();

test('both halves give the check values of their catalogue entries', () => {
  // "123456789" → cbf43926 and e3069283: Cook, Catalogue of parametrised CRC algorithms, CRC-32/ISO-HDLC and CRC-32/ISCSI
  expect(checksum(encoder.encode('123456789'))).toBe('cbf43926e3069283');
  expect(checksum(new Uint8Array())).toBe('0'.repeat(16));
});

test('damage that one half alone lets through is found', () => {
  // 0x104c11db7 and 0x11edc6f41, bit by bit from the lowest as reflected CRCs read it: a multiple of the polynomial
  // leaves the remainder, so the sum, of that half as it was
  const multipleOf = (polynomial: bigint): Uint8Array => {
    const bits = Array.from({ length: 33 }, (_, i) => Number((polynomial >> BigInt(32 - i)) & 1n));
    return Uint8Array.from({ length: 5 }, (_, byte) =>
      bits.slice(8 * byte, 8 * byte + 8).reduce((sum, bit, i) => sum | (bit << i), 0),
    );
  };
  const text = encoder.encode('a row that is damaged in just this way');
  const halves = (bytes: Uint8Array) => [checksum(bytes).slice(0, 8), checksum(bytes).slice(8)];
  const [first, second] = halves(text);
  for (const [half, polynomial] of [0x104c11db7n, 0x11edc6f41n].entries()) {
    const damaged = Uint8Array.from(text);
    for (const [i, mask] of multipleOf(polynomial).entries()) damaged[7 + i]! ^= mask;
    const [a, b] = halves(damaged);
    expect([a === first, b === second]).toEqual([half === 0, half === 1]);
  }
});

const record: AttemptRecord = {
  kind: 'attempt',
  cell: 'c'.repeat(32),
  arm: 'a'.repeat(32),
  replicate: 17,
  unit: 'f'.repeat(32),
  digest: 'd'.repeat(64),
  status: 'ok',
  effects: [{ point: 0.1 + 0.2, se: 5e-324, intervals: [[-1.7976931348623157e308, 1 / 3]] }, null],
  diagnostics: { r2: 0.5, größe: 1 },
  ms: 0.25,
};

const bytesOf = (line: string): Uint8Array => encoder.encode(line.slice(0, -1));

test('a record comes back from its line bit for bit, and the line is JSON', () => {
  const line = encodeLine(record);
  expect(line.endsWith('\n')).toBe(true);
  expect(decodeLine(bytesOf(line))).toEqual(record);
  expect(JSON.parse(line)).toMatchObject({ unit: record.unit });
});

test('before its estimates a row is below 300 bytes', () => {
  const line = encodeLine({ ...record, effects: [], diagnostics: {} });
  expect(line).toContain('"effects":[],"diagnostics":{},');
  expect(line.replace('"effects":[],"diagnostics":{},', '').length).toBeLessThan(300);
});

test('one changed byte anywhere in a line is found', () => {
  const bytes = bytesOf(encodeLine(record));
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const damaged = Uint8Array.from(bytes);
      damaged[at]! ^= change;
      expect(decodeLine(damaged)).toHaveProperty('damage');
    }),
    { numRuns: 1000 },
  );
});

test('a line cut short anywhere is found', () => {
  const bytes = bytesOf(encodeLine(record));
  for (let length = 0; length < bytes.length; length++) {
    expect(decodeLine(bytes.subarray(0, length))).toHaveProperty('damage');
  }
});

/** A line as encodeLine writes it, whatever it says. */
const sealed = (value: unknown): Uint8Array => bytesOf(encodeLine(value as AttemptRecord));

test.each([
  ['no kind', { ...record, kind: undefined }],
  ['another kind', { ...record, kind: 'note' }],
  ['a replicate below 0', { ...record, replicate: -1 }],
  ['half a replicate', { ...record, replicate: 1.5 }],
  ['a status that is none', { ...record, status: 'fine' }],
  ['no effects', { ...record, effects: undefined }],
  ['an effect without intervals', { ...record, effects: [{ point: 1 }] }],
  ['no time', { ...record, ms: null }],
  ['a truth of words', { ...record, kind: 'truth', values: ['one'] }],
  ['nothing', {}],
])('a line whose sum is right but that is no record is damage: %s', (_, value) => {
  expect(decodeLine(sealed(value))).toEqual({ damage: 'the checksum matches, but this is no record' });
});
