/** One entry a byte: the remainder of byte · x³² by a reflected polynomial. */
const tableOf = (polynomial: number): Uint32Array =>
  Uint32Array.from({ length: 256 }, (_, byte) => {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? polynomial ^ (remainder >>> 1) : remainder >>> 1;
    return remainder;
  });

/** as in zip, PNG and gzip. @see RFC 1952 §8 */
const zip = tableOf(0xedb88320);
/** Castagnoli's, as in iSCSI. @see RFC 3720 §12.1 */
const castagnoli = tableOf(0x82f63b78);

const hex = (sum: number): string => ((sum ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0');

/** CRC-32 and CRC-32C side by side, 16 hex digits. The polynomials have no common factor, so together they are a CRC of 64
 *  bits: every burst of up to 64 damaged bits is found, and of the rest 1 in 2⁶⁴ is missed. With one alone, 1 in 2³², some
 *  study of 10⁹ rows would one day keep a wrong one and not know. */
export function checksum(bytes: Uint8Array): string {
  let a = 0xffffffff;
  let b = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    a = zip[(a ^ byte) & 0xff]! ^ (a >>> 8);
    b = castagnoli[(b ^ byte) & 0xff]! ^ (b >>> 8);
  }
  return hex(a) + hex(b);
}
