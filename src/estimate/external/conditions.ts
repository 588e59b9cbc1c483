import { InputError } from '../../core/errors.ts';
import { closest } from '../../core/spelling.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Conditioning } from '../contract.ts';
import { EVERYTHING, type ExternalSettings } from './settings.ts';

/** What the user says that the program conditions on: it cannot be seen from outside.
 *  @throws InputError for names that the data do not have */
export function conditionsOf(
  { conditions_on, models }: Pick<ExternalSettings, 'conditions_on' | 'models'>,
  { channels, controls }: Pick<Dataset, 'channels' | 'controls'>,
): Conditioning {
  const known = [...channels, ...controls].map(({ name }) => name);
  const variables = conditions_on === EVERYTHING ? known : conditions_on;
  const problems = [...strangers('conditions_on', variables, known), ...strangers('models', models, known)];
  if (problems.length > 0) throw new InputError(problems);
  return { variables, models };
}

function strangers(path: string, names: readonly string[], known: readonly string[]) {
  return names.flatMap((name, index) => {
    if (known.includes(name)) return [];
    const guess = closest(name, known);
    const message = `the data have no "${name}"; allowed: ${known.join(', ')}`;
    return [{ path: `${path}[${index}]`, message, ...(guess === undefined ? {} : { guess }) }];
  });
}
