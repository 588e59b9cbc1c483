import { locate, readSource } from '../core/document.ts';
import { InputError } from '../core/errors.ts';
import { dialFindings, turnDials } from './dials.ts';
import { type Dials, readWorld } from './document.ts';
import { applyOverrides } from './overrides.ts';
import type { World } from './world.ts';

/** A scenario file that was read and found right: plain, and with everything needed to resolve it under other settings. */
export type Scenario = {
  /** where it came from, for messages */
  readonly file: string;
  readonly name: string;
  readonly about: string;
  readonly sources: readonly string[];
  readonly dials: Dials;
  /** the file as plain values, as written */
  readonly document: unknown;
};

/** Reads a scenario file.
 *  @param file its name, for messages
 *  @throws InputError with every problem of the file, each with line, column and path */
export function parseScenario(text: string, file: string): Scenario {
  const source = readSource(text, file);
  const { document, findings } = readWorld(source.value);
  if (document === undefined) throw new InputError(locate(source, findings));
  const { name, about, sources, dials } = document;
  const all = [
    ...findings,
    ...(findings.length > 0 ? [] : dialFindings(source.value, dials, (turned) => readWorld(turned).findings)),
  ];
  if (all.length > 0) throw new InputError(locate(source, all));
  return { file, name, about, sources, dials, document: source.value };
}

/** The world of a scenario with dials turned and values set, every default filled in.
 *  @param overrides `{ 'dials.confounding': 0.3, 'nodes.revenue.outcome.noise.normal': 10 }`; what is not set stays as
 *  written, dials at 1
 *  @throws InputError naming each override that is unknown or makes no sense */
export function resolveWorld(scenario: Scenario, overrides: Readonly<Record<string, unknown>> = {}): World {
  const { document, positions } = applyOverrides(scenario, overrides);
  const { world, findings } = readWorld(turnDials(document, scenario.dials, positions));
  if (world !== undefined) return world;
  throw new InputError(
    findings.map(({ path, key, message, guess }) => ({
      file: scenario.file,
      path: [...path, ...(key === undefined ? [] : [key])].join('.'),
      message,
      ...(guess === undefined ? {} : { guess }),
    })),
  );
}
