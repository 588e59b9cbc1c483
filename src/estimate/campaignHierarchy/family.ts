import { InputError, type Problem } from '../../core/errors.ts';
import { closest } from '../../core/spelling.ts';
import type { CampaignSettings } from './settings.ts';

/** Who is whose: for each channel the number of its parent, −1 where it is its own. */
export type Family = {
  readonly parents: readonly string[];
  /** one a channel */
  readonly parentOf: Int32Array;
};

/** The families among the channels of one equation. A parent of whom one campaign alone is left has nothing to pool it with: that
 *  campaign is then its own parent. */
export function familyOf(channels: readonly string[], parents: CampaignSettings['parents']): Family {
  const kept = Object.entries(parents).filter(
    ([, children]) => children.filter((c) => channels.includes(c)).length > 1,
  );
  return {
    parents: kept.map(([parent]) => parent),
    parentOf: Int32Array.from(channels, (channel) => kept.findIndex(([, children]) => children.includes(channel))),
  };
}

/** @param known the data's channels
 *  @throws InputError for names that the data do not have, campaigns of two parents, parents called like a channel, and mediators
 *  that drive themselves */
export function checkFamily(known: readonly string[], { parents, mediators }: CampaignSettings): void {
  const problems: Problem[] = [];
  const mustBeKnown = (name: string, path: string) => {
    if (known.includes(name)) return;
    const guess = closest(name, known);
    const message = `the data have no channel "${name}"; allowed: ${known.join(', ')}`;
    problems.push({ path, message, ...(guess === undefined ? {} : { guess }) });
  };
  const seen = new Map<string, string>();
  for (const [parent, children] of Object.entries(parents)) {
    if (known.includes(parent)) {
      const message = `"${parent}" is a channel itself; a parent is named by a name of its own`;
      problems.push({ path: `parents.${parent}`, message });
    }
    children.forEach((child, i) => {
      const path = `parents.${parent}[${i}]`;
      mustBeKnown(child, path);
      const before = seen.get(child);
      if (before !== undefined) problems.push({ path, message: `"${child}" is already a campaign of "${before}"` });
      seen.set(child, parent);
    });
  }
  for (const [mediator, drivers] of Object.entries(mediators)) {
    mustBeKnown(mediator, `mediators.${mediator}`);
    drivers.forEach((driver, i) => {
      mustBeKnown(driver, `mediators.${mediator}[${i}]`);
      if (driver === mediator) {
        problems.push({ path: `mediators.${mediator}[${i}]`, message: `"${driver}" cannot drive itself` });
      }
    });
  }
  if (problems.length > 0) throw new InputError(problems);
}
