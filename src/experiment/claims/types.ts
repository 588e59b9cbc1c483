/** What one side of a claim names; what is left out is the study's only one. */
export type ClaimSide = {
  readonly arm?: string | undefined;
  readonly arms?: readonly string[] | undefined;
  readonly scenario?: string | undefined;
  readonly periods?: number | undefined;
  readonly channel?: string | readonly string[] | undefined;
  readonly estimand?: string | undefined;
  readonly parameter?: string | undefined;
  readonly measure?: string | undefined;
  readonly diagnostic?: string | undefined;
};

/** A response curve with its effect, as in YAML: the effect, and one curve by its id. */
export type ClaimCurve = Readonly<Record<string, number | Readonly<Record<string, number>>>>;

/** A claim as written: plain JSON, kept in the plan. @see docs/methods/claims.md */
export type Claim = ClaimSide & {
  readonly says?: string | undefined;
  readonly source?: string | undefined;
  readonly measure: string;
  readonly level?: number | undefined;
  readonly policy?: string | undefined;
  /** of detectors: a fit is wrong whose mean |θ̂ − θ|/|θ| over channels is above this */
  readonly wrong?: number | undefined;
  /** what differs; the rest is the same */
  readonly against?: ClaimSide | undefined;
  readonly times?: number | undefined;
  readonly ratio?: true | undefined;
  readonly above?: number | undefined;
  readonly below?: number | undefined;
  readonly curves?: readonly [ClaimCurve, ClaimCurve] | undefined;
  readonly over?: readonly [number, number] | undefined;
  readonly expect?: 'fails' | 'undecided' | undefined;
  readonly finding?: string | undefined;
};

/** Which sort of number a claim is about. */
export type ClaimKind =
  | 'detector'
  | 'curves'
  | 'parameter'
  | 'arms'
  | 'diagnostic'
  | 'decision'
  | 'channels'
  | 'channel';
