import { canonicalJson } from '../../core/canonicalJson.ts';
import { InputError } from '../../core/errors.ts';
import { RNG_VERSION } from '../../core/random/stream.ts';
import { codeHash, lockfileHash, plumblineVersion } from '../load/provenance.node.ts';
import { brief } from '../plan/brief.ts';
import type { Plan } from '../plan/types.ts';

/** Other code may give other bits, and a difference would then say nothing.
 *  @throws InputError that names what is not as in the plan */
export function refuseOtherCode(folder: string, { versions }: Plan): void {
  const here = { plumbline: plumblineVersion(), rng: RNG_VERSION, lockfile: lockfileHash(), code: codeHash() };
  const text = (value: string | null | undefined) => brief(canonicalJson(value ?? null)).replaceAll('"', '');
  const differ = (Object.keys(here) as (keyof typeof here)[]).filter((key) => (versions[key] ?? null) !== here[key]);
  if (differ.length === 0) return;
  const list = differ.map((key) => `${key} ${text(versions[key])}, here ${text(here[key])}`).join('; ');
  throw new InputError({ file: folder, message: `made by other code (${list}); replay with that, or with --force` });
}
