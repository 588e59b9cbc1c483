import { InputError } from '../../core/errors.ts';
import { closest } from '../../core/spelling.ts';
import type { Dataset, Series } from '../../dataset/types.ts';
import { keptChannels, keptControls } from '../columns.ts';
import type { TwoStageLeastSquaresSettings } from './settings.ts';

/** Who is who in an equation with instruments. */
export type Roles = {
  /** endogenous channels with their instruments, in the dataset's order */
  readonly endogenous: readonly { readonly channel: string; readonly instruments: readonly Series[] }[];
  /** controls that stand in the equation: none that is an instrument */
  readonly controls: string[];
};

/** @throws InputError for names that the data do not have, and for instruments that `controls` names too */
export function instrumentRoles(
  dataset: Dataset,
  { instruments, channels, controls }: Pick<TwoStageLeastSquaresSettings, 'instruments' | 'channels' | 'controls'>,
): Roles {
  const kept = keptChannels(dataset, channels).map(({ name }) => name);
  const known = dataset.controls.map(({ name }) => name);
  const problems = Object.entries(instruments).flatMap(([channel, names]) => [
    ...stranger(`instruments.${channel}`, channel, kept, 'is no channel of the equation'),
    ...names.flatMap((name, i) => stranger(`instruments.${channel}[${i}]`, name, known, 'is no control of the data')),
  ]);
  if (problems.length > 0) throw new InputError(problems);
  const excluded = new Set(Object.values(instruments).flat());
  const both = typeof controls === 'string' ? [] : controls.filter((name) => excluded.has(name));
  if (both.length > 0) {
    const message = `received ${both.join(', ')}, an instrument; allowed are controls that are none, as an instrument may not stand in the equation`;
    throw new InputError({ path: 'controls', message });
  }
  return {
    endogenous: dataset.channels.flatMap(({ name }) => {
      const own = instruments[name];
      return own === undefined
        ? []
        : [{ channel: name, instruments: dataset.controls.filter((control) => own.includes(control.name)) }];
    }),
    controls: keptControls(dataset, controls).flatMap(({ name }) => (excluded.has(name) ? [] : [name])),
  };
}

function stranger(path: string, received: string, known: readonly string[], what: string) {
  if (known.includes(received)) return [];
  const guess = closest(received, known);
  const message = `"${received}" ${what}; allowed: ${known.length === 0 ? 'none' : known.join(', ')}`;
  return [{ path, message, ...(guess === undefined ? {} : { guess }) }];
}
