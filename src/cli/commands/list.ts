import { Argument, Command } from 'commander';
import { InputError } from '../../core/errors.ts';
import { closest } from '../../core/spelling.ts';
import { externalEstimator } from '../../estimate/external/external.node.ts';
import { estimators } from '../../estimate/registry.ts';
import { listStudies, loadStudy } from '../../experiment/load/study.node.ts';
import { priorFamilies } from '../../inference/priors/registry.ts';
import { adstocks, saturations } from '../../media/registry.ts';
import { listScenarios, loadScenario } from '../../scenario/load.node.ts';
import { decisionMeasureIds, decisionMeasures } from '../../score/measures/decisions.ts';
import { measures } from '../../score/measures/registry.ts';
import { answer } from '../output.ts';
import { table } from '../table.ts';
import { wrap } from '../wrap.ts';

/** One thing that can be named in a file. */
type Item = { readonly id: string; readonly kind?: string; readonly about: string; readonly formula?: string };

const curve =
  (kind: string) =>
  ({ id, about, formula }: Item): Item => ({ id, kind, about, ...(formula === undefined ? {} : { formula }) });

/** Registries and folders: what a newcomer adds to one of them shows here without another line. */
const kinds = {
  scenarios: (): Item[] => listScenarios().map((id) => ({ id, about: loadScenario(id).about })),
  experiments: (): Item[] => listStudies().map((id) => ({ id, about: loadStudy(id).question ?? '' })),
  estimators: (): Item[] =>
    [...Object.values(estimators), externalEstimator('.')].map(({ id, about }) => ({ id, about })),
  curves: (): Item[] => [
    ...Object.values(adstocks).map(curve('adstock')),
    ...Object.values(saturations).map(curve('saturation')),
  ],
  measures: (): Item[] => [
    ...Object.values(measures).map(({ id, about, formula }) => ({ id, about, formula })),
    ...decisionMeasureIds.map((id) => ({ id, ...decisionMeasures[id] })),
  ],
  priors: (): Item[] => Object.values(priorFamilies).map(({ id, about }) => ({ id, about })),
} as const;

export function listCommand(): Command {
  const names = Object.keys(kinds);
  return new Command('list')
    .description(`what there is: ${names.join(', ')}`)
    .addArgument(new Argument('<what>', `one of ${names.join(', ')}`))
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  plumbline list scenarios')
    .action((what: string, options: { json?: boolean }) => {
      if (!Object.hasOwn(kinds, what)) {
        const guess = closest(what, names);
        const message = `there is no list "${what}"; there are ${names.join(', ')}`;
        throw new InputError({ message, ...(guess === undefined ? {} : { guess }) });
      }
      const items = kinds[what as keyof typeof kinds]();
      answer(options.json, items, itemTable(what.replace(/s$/, ''), items));
    });
}

function itemTable(title: string, items: readonly Item[]): string {
  const withKind = items.some(({ kind }) => kind !== undefined);
  const heads = items.map(({ id, kind }) => (withKind ? [id, kind ?? ''] : [id]));
  const taken = heads[0]!.map((_, j) => Math.max(...heads.map((head) => head[j]!.length)) + 2);
  const room = 100 - taken.reduce((a, b) => a + b, 0);
  return table(
    [{ title }, ...(withKind ? [{ title: 'kind' }] : []), { title: 'about' }],
    items.flatMap(({ about, formula }, i) => {
      const lines = [...wrap(about, room, ''), ...(formula === undefined ? [] : wrap(formula, room))];
      return lines.map((line, l) => [...heads[i]!.map((word) => (l === 0 ? word : '')), line]);
    }),
  );
}
