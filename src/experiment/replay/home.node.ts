import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { InputError } from '../../core/errors.ts';
import { commandSource } from '../../estimate/external/command.node.ts';
import type { ExternalSettings } from '../../estimate/external/settings.ts';
import { readRoot } from '../output/folder.node.ts';
import type { EstimatorSource } from '../plan/sources.ts';
import type { PlannedArm, PlannedCell } from '../plan/types.ts';

type Needed = { readonly cell: PlannedCell; readonly arm: PlannedArm };

/** The folder that files named by the study are relative to: as told, else as the results folder says.
 *  @param root folder of the study file, as told
 *  @throws InputError where the unit needs such files and nobody says where they are, or they are not there any more */
export function homeOf(folder: string, { cell, arm }: Needed, root?: string): string {
  const home = root ?? readRoot(folder);
  const files = [
    ...(cell.recording === undefined ? [] : [`the data of ${cell.scenario}`]),
    ...(arm.use === 'external' || arm.source !== undefined ? [`the program of arm ${arm.name}`] : []),
  ];
  if (files.length === 0) return home ?? '.';
  const needed = `needed for ${files.join(' and ')}`;
  if (home === undefined) {
    const message = `merged results do not say where their study file is, ${needed}; say where with --study`;
    throw new InputError({ file: folder, message });
  }
  if (!existsSync(home)) {
    const message = `the folder of the study file, ${home}, is not there, ${needed}; say where it is now with --study`;
    throw new InputError({ file: folder, message });
  }
  return resolve(home);
}

/** A program that is not what it was gives other rows, which would then say nothing.
 *  @throws InputError that names the arm */
export async function refuseOtherProgram(arm: PlannedArm, sourceOf: EstimatorSource, home: string): Promise<void> {
  const other = await otherProgram(arm, sourceOf, home);
  if (other === undefined) return;
  const message = `${other} is not the program that made the row; replay with that, or with --force`;
  throw new InputError({ path: `arm ${arm.name}`, message });
}

/** The user's program behind an arm, where it is not what it was. */
export async function otherProgram(
  arm: PlannedArm,
  sourceOf: EstimatorSource,
  home: string,
): Promise<string | undefined> {
  const { command, source } = arm.settings as Partial<ExternalSettings>;
  const [then, here] =
    arm.use === 'external'
      ? [source, commandSource(command!, home)]
      : [arm.source, arm.source === undefined ? undefined : (await sourceOf(arm.use)).source];
  if (then === here) return undefined;
  return arm.use === 'external' ? command!.join(' ') : arm.use;
}
