import type { Job, Told } from '../protocol.ts';
import { type Arm, studyText } from '../study.ts';
import type { ExplorerWorld, State } from '../types.ts';
import { openSeats } from './seats.ts';

/** How long the dials must rest before arms that take longer than a blink are started. */
const REST_MS = 120;

/** The arm that answers while a dial moves; the others wait for its first answer, so that it has the machine to itself. */
const QUICK = 'ols';

/** Runs arms in workers, one an arm.
 *  @param hear gets what they tell of the newest state */
export function openEngine(code: string, hear: (arm: string, told: Told) => void) {
  let generation = 0;
  let resting: number | undefined;
  /** what is to be started once the quick arm has answered and the dials rest */
  let waiting = { rested: false, answered: false, start: (): void => {} };

  const seats = openSeats(code, (arm, told) => {
    if (told.generation !== generation) return;
    hear(arm, told);
    if (arm === QUICK && told.kind !== 'taken') release({ answered: true });
  });

  const release = (what: { readonly rested?: true; readonly answered?: true }): void => {
    const before = waiting;
    waiting = { ...waiting, ...what };
    if (waiting.rested && waiting.answered && !(before.rested && before.answered)) waiting.start();
  };

  /** Starts all arms anew. @returns the generation that answers will carry */
  const start = (world: ExplorerWorld, state: State, arms: readonly Arm[]): number => {
    generation++;
    const jobOf = (arm: Arm): Job => ({
      ...{ kind: 'job', generation, study: studyText(world, state, [arm]), world: world.text },
      ...{ replicates: state.replicates, scene: arm.name === QUICK },
    });
    const others = arms.filter(({ name }) => name !== QUICK);
    waiting = {
      rested: false,
      answered: false,
      start: () => {
        for (const arm of others) seats.give(arm.name, jobOf(arm));
      },
    };
    seats.idle(generation);
    for (const arm of arms) if (arm.name === QUICK) seats.give(arm.name, jobOf(arm));
    clearTimeout(resting);
    resting = window.setTimeout(() => release({ rested: true }), REST_MS);
    return generation;
  };
  return { start };
}
