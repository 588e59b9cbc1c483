/** A problem with an answer by other people's software, as its file stands. @see docs of the `audit` command */
export type ReferenceProblem = {
  readonly kind: string;
  readonly id: string;
  /** what computed the answer */
  readonly source: string;
  readonly note?: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
  /** kinds that hold several inputs, each with its answers */
  readonly cases?: Readonly<Record<string, unknown>>;
};

/** One number held against its answer. */
export type AuditRow = {
  readonly problem: string;
  /** `coef[x1]`, `ci95[x1].lower` */
  readonly quantity: string;
  /** null where we have no such number */
  readonly got: number | null;
  readonly expected: number;
  readonly ok: boolean;
  /** the agreement asked for, in words */
  readonly rule: string;
};

/** What a check may ask for beside the problem. */
export type AuditContext = {
  /** text of a file that a problem names, by the path as it stands there */
  readonly readText: (path: string) => string;
};

/** Refits one kind of problem. */
export type AuditKind = {
  readonly id: string;
  readonly about: string;
  /** @throws InputError where the problem's input cannot be read */
  readonly check: (
    problem: ReferenceProblem,
    context: AuditContext,
  ) => readonly AuditRow[] | Promise<readonly AuditRow[]>;
};
