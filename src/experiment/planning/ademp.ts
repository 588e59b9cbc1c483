import { canonicalJson } from '../../core/canonicalJson.ts';
import { decisionMeasureIds } from '../../score/measures/decisions.ts';
import { rankAccuracyId } from '../../score/measures/rankAccuracy.ts';
import { measures } from '../../score/measures/registry.ts';
import { questionKey, questions } from '../../score/questions.ts';
import { targetsOf } from '../output/targets.ts';
import { type Plan, runsIn } from '../plan/types.ts';
import type { Need } from './needs.ts';

/** The design of a study as Markdown, in the five parts that a simulation study reports: aims, data-generating mechanisms,
 *  estimands, methods, performance measures. @see Morris, White & Crowther (2019), Table 1 */
export function ademp(plan: Plan, needs: readonly Need[]): string {
  return [
    `# ${plan.name}`,
    section('Aims', [plan.question ?? 'Not stated: the study has no `question`.', ...claims(plan)]),
    section('Data-generating mechanisms', [worlds(plan)]),
    section('Estimands', [estimands(plan)]),
    section('Methods', [methods(plan), software(plan)]),
    section('Performance measures', [measuresText(plan, needs)]),
  ].join('\n\n');
}

const section = (title: string, parts: readonly string[]): string => [`## ${title}`, ...parts].join('\n\n');

/** A pipe or a line break would end the cell of a table. */
const plain = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();

const rowsOf = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(plain).join(' | ')} |`).join('\n');

function claims({ claims: stated }: Plan): readonly string[] {
  if (stated.length === 0) return [];
  return [`${stated.length} ${stated.length === 1 ? 'claim is' : 'claims are'} stated beforehand.`];
}

function worlds({ cells, seed, replicates, target }: Plan): string {
  const rows = cells.map(({ name, world, periods, recording }) => [
    `\`${name}\``,
    world.about,
    String(periods),
    recording !== undefined
      ? 'recorded'
      : world.draws === undefined
        ? 'simulated'
        : 'simulated, each its own parameters',
  ]);
  const size =
    target === undefined
      ? `${replicates} replicates a cell`
      : `replicates until the Monte Carlo errors are ${targetText(target.mcse)}, looked at every 100, at most ${target.max} a cell`;
  return `${rowsOf(['cell', 'world', 'periods', 'data'], rows)}\n\n${size}, seed ${seed}; all methods see the same data.`;
}

const targetText = (target: Readonly<Record<string, number>>): string =>
  Object.entries(target)
    .map(([measure, mcse]) => `${mcse} for ${measure}`)
    .join(', ');

/** Each request, and what it is in the cells: window and tail are part of an estimand's name. */
function estimands(plan: Plan): string {
  const lines = plan.estimands.map((request, q) => {
    const keys = plan.cells.flatMap(({ estimands: asked }) => {
      const members = questions(asked)[q] ?? [];
      return members.length === 0 ? [] : [questionKey(members.map((k) => asked[k]!))];
    });
    return `- \`${requestText(request)}\` of every channel: ${[...new Set(keys)].map((key) => `\`${key}\``).join(', ')}`;
  });
  return [
    ...lines,
    '',
    'In brackets window and tail, in periods; a tail of `*` is the longest path of each channel.',
  ].join('\n');
}

function requestText({ kind, ...details }: Plan['estimands'][number]): string {
  return Object.keys(details).length === 0 ? kind : `${kind} ${canonicalJson(details)}`;
}

function methods(plan: Plan): string {
  const rows = plan.arms.map(({ name, use, settings, told, fallback }, a) => {
    const own = [...plan.cells.keys()].filter((c) => runsIn(plan, c, a));
    const cells = own.length;
    const off = own.filter((c) => targetsOf(plan, c, a).includes('off')).length;
    const extra = [
      ...(off === 0 ? [] : [`aims at another estimand in ${off}`]),
      ...(told === undefined ? [] : [`told ${told.join(', ')}`]),
      ...(fallback === undefined ? [] : [`falls back to ${fallback.join(', ')}`]),
    ];
    return [`\`${name}\``, use, `\`${canonicalJson(settings)}\``, `${cells} of ${plan.cells.length}`, extra.join('; ')];
  });
  return rowsOf(['arm', 'estimator', 'settings', 'cells', 'of note'], rows);
}

function software({ versions, convergence }: Plan): string {
  const judged =
    convergence === undefined
      ? ''
      : ` A fit has not converged above an R̂ of ${convergence.rhat} or below ${convergence.essPerChain} effective draws a chain.`;
  return `By plumbline ${versions.plumbline}.${judged} A failed fit is a row with its reason, and is not drawn again.`;
}

function measuresText({ levels, decision, policy = 'as-analyzed' }: Plan, needs: readonly Need[]): string {
  const rows = needs.map(({ measure, level, arm, mcse, wanted, replicates }) => [
    ...[
      `${measure}${level === null ? '' : ` ${level}`}`,
      arm ?? 'all',
      mcse.toPrecision(2),
      String(wanted),
      String(replicates),
    ],
  ]);
  return [
    `Each with its Monte Carlo standard error: ${Object.keys(measures).join(', ')}, and across channels ${[rankAccuracyId, ...(decision === undefined ? [] : decisionMeasureIds)].join(', ')}; intervals at ${levels.join(', ')}.`,
    'Arms are compared by the differences of these measures on the same datasets.',
    `The tables count failed fits by the policy \`${policy}\`; the others are reported beside it.`,
    ...(rows.length === 0 ? [] : [rowsOf(['measure', 'arm', 'error here', 'error wanted', 'replicates for it'], rows)]),
  ].join('\n\n');
}
