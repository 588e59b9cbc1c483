import type { Finding } from '../../core/document.ts';
import { type DecisionMeasureId, decisionMeasureIds } from '../../score/measures/decisions.ts';
import { measures } from '../../score/measures/registry.ts';
import type { FailurePolicy } from '../../score/types.ts';
import { unknownWord } from '../plan/findings.ts';
import type { PlannedCell } from '../plan/types.ts';
import {
  armsOf,
  type ClaimScene,
  cellOf,
  estimandsOf,
  type Say,
  unknownArms,
  unknownChannels,
  unknownEstimand,
} from './find.ts';
import { acrossArms, claimKind, claimMeasures, ofChannels, ofParameters } from './measures.ts';
import type { Operand } from './operand.ts';
import { detectorOperand } from './resolveDetector.ts';
import { trueParameters } from './trueParameters.ts';
import type { Claim, ClaimKind, ClaimSide } from './types.ts';

export type Resolved = { readonly operand: Operand } | { readonly findings: readonly Finding[] };

const policies = [
  'as-analyzed',
  'strict',
  'strict-upper',
  'complete-case',
  'fallback',
] as const satisfies readonly FailurePolicy[];

/** Policies that count a failure as a hit or a miss, so can speak of coverage only. */
const counting: readonly string[] = ['strict', 'strict-upper'];

/** The side of a claim that `against` says: what it does not name is as on the other side. A parameter stands for channel
 *  and estimand, and the other way round. */
export function otherSide(claim: Claim): Claim {
  const { against = {}, ...rest } = claim;
  const without = against.parameter === undefined ? {} : { channel: undefined, estimand: undefined };
  const back = against.channel === undefined ? {} : { parameter: undefined };
  return { ...rest, ...without, ...back, ...(against as Partial<Claim>) };
}

/** What a split of the budget costs stands beside the same of another, or of a rule; beside a number of effects it says nothing. */
export function unlikeSides(claim: Claim, path: Finding['path']): readonly Finding[] {
  const sides = [claim, otherSide(claim)];
  const [kind, other] = sides.map(claimKind);
  if (kind === other || (kind !== 'decision' && other !== 'decision')) return [];
  const [ofDecision, ofEffects] = kind === 'decision' ? sides : sides.reverse();
  const message = `${ofDecision!.measure} is of a decision and ${ofEffects!.measure} is not; a decision stands against ${decisionMeasureIds.join(', ')}`;
  return [{ path: [...path, 'against'], message }];
}

/** Finds what a side of a claim names, or says what is wrong with it.
 *  @param path of the keys in the study file
 *  @param own keys that stand there; others are complained of at the claim itself */
export function resolveSide(scene: ClaimScene, side: Claim, path: Finding['path'], own: ClaimSide = side): Resolved {
  const findings: Finding[] = [];
  const say: Say = (key, what) => {
    findings.push({ path: key in own ? [...path, key] : path, ...what });
  };
  const kind = claimKind(side);
  const { measure } = side;
  if (!claimMeasures.includes(measure)) say('measure', unknownWord('measure', measure, claimMeasures));
  const wrongWord = unknownEstimand(side.estimand);
  if (wrongWord !== null) say('estimand', wrongWord);
  if (kind === 'detector') {
    const operand = detectorOperand(scene, side, say);
    return operand === null || findings.length > 0 ? { findings } : { operand };
  }
  const cell = cellOf(scene, side, say);
  const arms = cell === null ? unknownArms(scene, side, say) : armsOf(scene, side, cell, kind, say);
  const place = cell === null ? null : scene.cells[cell]!;
  const ofFits = kind === 'parameter' || kind === 'diagnostic';
  const effects = () => (place === null ? unknownChannels(scene, side, say) : estimandsOf(place, side, kind, say));
  const estimands = kind === 'decision' ? decisionTable(scene, place, side, say) : ofFits ? [] : effects();
  if (kind === 'parameter' && place !== null) checkParameter(scene, place, side, say);
  checkMeasure(kind, side, say);
  if (side.policy === 'fallback' && arms?.some((arm) => !scene.fallsBack(arm)))
    say('policy', { message: `${scene.arms[arms[0]!]!.name} declares no fallback` });
  const level = levelOf(scene, side, say);
  if (side.policy !== undefined && !(policies as readonly string[]).includes(side.policy))
    say('policy', unknownWord('policy', side.policy, policies));
  if (findings.length > 0 || cell === null || arms === null || estimands === null) return { findings };
  const { parameter, diagnostic, policy = 'as-analyzed' } = side;
  return {
    operand: {
      ...{ kind: kind as Operand['kind'], measure, cell, arms, estimands, level, policy: policy as FailurePolicy },
      ...(parameter === undefined ? {} : { parameter }),
      ...(diagnostic === undefined ? {} : { diagnostic }),
    },
  };
}

/** A decision is on all channels at once. */
function decisionTable(
  { decides }: ClaimScene,
  place: PlannedCell | null,
  { measure, channel }: Claim,
  say: Say,
): readonly number[] | null {
  if (!decides) say('measure', { message: `${measure} needs a study that says what is decided: \`decision: {}\`` });
  if (channel !== undefined && channel !== '*')
    say('channel', { message: `${measure} is of the whole split; leave it out, or say '*'` });
  return place && [place.estimands.length + decisionMeasureIds.indexOf(measure as DecisionMeasureId)];
}

function checkParameter(scene: ClaimScene, { world }: PlannedCell, { parameter }: Claim, say: Say): void {
  const known = Object.keys(trueParameters(world));
  if (!known.includes(parameter!)) say('parameter', unknownWord('parameter', parameter!, known));
  else if (!scene.recordsParameters)
    say('parameter', { message: 'fits do not keep their parameters unless the study says `record: [parameters]`' });
}

function checkMeasure(kind: ClaimKind, { measure, policy }: Claim, say: Say): void {
  if (!claimMeasures.includes(measure)) return;
  if (kind === 'parameter' && !ofParameters.includes(measure))
    say('measure', { message: `${measure} is not known of a parameter; there are ${ofParameters.join(', ')}` });
  if (kind === 'channels' && !ofChannels.includes(measure))
    say('measure', { message: `${measure} is of one channel; across channels there are ${ofChannels.join(', ')}` });
  if (kind !== 'arms' && Object.hasOwn(acrossArms, measure))
    say('measure', { message: `${measure} is across arms; it has no parameter` });
  if (policy === undefined || !counting.includes(policy)) return;
  const known = (measures as Readonly<Record<string, { readonly failureIsMiss: boolean }>>)[measure];
  if (kind === 'channels' || kind === 'decision') say('policy', { message: `${policy} says nothing across channels` });
  else if (known?.failureIsMiss !== true)
    say('policy', { message: `${policy} says nothing of ${measure}; only coverage can count a failure as a miss` });
}

function levelOf({ levels }: ClaimScene, { measure, level }: Claim, say: Say): number | null {
  const perLevel = (measures as Readonly<Record<string, { readonly perLevel: boolean }>>)[measure]?.perLevel === true;
  if (!perLevel) {
    if (level !== undefined && claimMeasures.includes(measure))
      say('level', { message: `${measure} has no level; remove it` });
    return null;
  }
  if (level === undefined) return levels.length - 1;
  const found = levels.indexOf(level);
  if (found === -1) say('level', { message: `the study has levels ${levels.join(', ')}, not ${level}` });
  return found;
}
