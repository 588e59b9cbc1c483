import { isAnswered, nameOf, wordsOf } from '../answers.ts';
import { eachPart, withParts } from '../change.ts';
import type { Law } from '../types.ts';

export const zeroSpend: Law = {
  name: 'zero-spend channel',
  about: 'a channel that never spends has no ROAS: the fit is refused, or its answer is null',
  check: async ({ dataset, request, fit }) => {
    const [first] = dataset.channels;
    const zeros = eachPart(first!.spend, (values) => new Float64Array(values.length));
    const silent = { name: 'silent', spend: zeros };
    const asked = request.estimands.filter(({ channel }) => channel === first!.name);
    const estimands = [...request.estimands, ...asked.map((estimand) => ({ ...estimand, channel: silent.name }))];
    const wider = await fit(withParts(dataset, { channels: [...dataset.channels, silent] }), estimands);
    if (wider.status === 'refused') return undefined;
    if (!isAnswered(wider)) return `${wordsOf(wider)}, where refused, or null for the channel, will do`;
    const numbers = wider.effects.flatMap((effect) => (effect?.estimand.channel === silent.name ? [effect] : []));
    // nothing spent brings nothing, but a return on nothing is no number
    const made = numbers.find(({ estimand, point }) => !estimand.kind.startsWith('contribution') || point !== 0);
    return made && `${nameOf(made)}: ${made.point}, where nothing was spent`;
  },
};
