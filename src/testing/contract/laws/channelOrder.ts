import { firstDifference, isAnswered, wordsOf } from '../answers.ts';
import { withParts } from '../change.ts';
import type { Law } from '../types.ts';

export const channelOrder: Law = {
  name: 'channel order',
  about: 'the order in which channels and controls are listed changes nothing',
  check: async ({ dataset, plain, fit, tolerance }) => {
    const turned = await fit(
      withParts(dataset, { channels: [...dataset.channels].reverse(), controls: [...dataset.controls].reverse() }),
    );
    if (!isAnswered(turned)) return `channels in reverse: ${wordsOf(turned)}`;
    const off = firstDifference(plain, turned, 1, tolerance);
    return off && `channels in reverse: ${off}`;
  },
};
