import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AttemptRecord } from '../run/record.ts';
import { crc32 } from './crc32.ts';
import { decodeLine, encodeLine } from './line.ts';

const encoder = new TextEncoder();

test('CRC-32 gives the check value of its catalogue entry', () => {
  // "123456789" → CBF43926: Cook, Catalogue of parametrised CRC algorithms, CRC-32/ISO-HDLC
  expect(crc32(encoder.encode('123456789')).toString(16)).toBe('cbf43926');
  expect(crc32(new Uint8Array())).toBe(0);
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
  expect(encodeLine({ ...record, effects: [], diagnostics: {} }).length).toBeLessThan(310);
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
