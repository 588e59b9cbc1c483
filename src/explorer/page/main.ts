import type { Told } from '../protocol.ts';
import { firstState, fromHash, toHash } from '../state.ts';
import { type Arm, armsOf } from '../study.ts';
import type { ExplorerWorld, State } from '../types.ts';
import { FIRST_WORLD } from '../worlds.ts';
import { type Answers, type ArmAnswers, noAnswers } from './answers.ts';
import { drawControls } from './controls.ts';
import { byId, el } from './dom.ts';
import { openEngine } from './engine.ts';
import { badge, drawLanes } from './lanes.ts';
import { openPace } from './pace.ts';
import { drawCurves, drawSeries } from './picture.ts';
import { openShare } from './share.ts';
import { drawTable } from './table.ts';
import { sentencesOf } from './words.ts';

const worlds: readonly ExplorerWorld[] = JSON.parse(byId('worlds').textContent ?? '');
const worldOf = (name: string): ExplorerWorld => worlds.find((one) => one.name === name)!;

let state: State = fromHash(location.hash, worlds, FIRST_WORLD);
let arms: readonly Arm[] = [];
let answers: Answers = { generation: 0, arms: new Map(), scene: undefined };

const draw = openPace(drawNow);
const engine = openEngine(byId('worker').textContent ?? '', hear);
const share = openShare(() => ({ world: worldOf(state.world), state, answers }));

function hear(arm: string, told: Told): void {
  if (told.generation !== answers.generation || told.kind === 'taken') return;
  const isFirst = answers.arms.get(arm) === undefined;
  if (told.kind === 'scene') answers = { ...answers, scene: told.scene };
  else answers = { ...answers, arms: new Map(answers.arms).set(arm, heard(answers.arms.get(arm) ?? noAnswers, told)) };
  draw(isFirst);
}

function heard(before: ArmAnswers, told: Extract<Told, { readonly kind: 'rows' | 'wrong' }>): ArmAnswers {
  if (told.kind === 'wrong') return { ...before, wrong: told.message, done: true };
  return { rows: [...before.rows, ...told.rows], summary: told.summary, done: told.done };
}

/** Widths are those of style sheet: a lane's picture takes what name and numbers leave, or the whole on a phone. */
function drawNow(): void {
  const world = worldOf(state.world);
  const lanes = byId('lanes');
  const whole = lanes.clientWidth - 2;
  const width = Math.max(160, whole < 560 ? whole - 24 : whole - 340);
  lanes.replaceChildren(...drawLanes(world, arms, answers, state, width));
  const sentences = sentencesOf(arms, answers, state);
  byId('lesson').replaceChildren(
    ...(sentences.length === 0 ? [el('li', {}, 'Simulating …')] : sentences.map((text) => el('li', {}, text))),
  );
  drawProgress(sentences);
  if ((byId('numbers').parentElement as HTMLDetailsElement).open)
    byId('numbers').replaceChildren(drawTable(world, arms, answers, state));
  const narrow = whole < 560;
  if (answers.scene !== undefined)
    byId('series').replaceChildren(...drawSeries(answers.scene, narrow ? whole : Math.floor((whole - 24) / 2)));
  const curves = drawCurves(world, arms, answers, state, narrow ? whole : Math.floor((whole - 24) / 2));
  byId('curves-section').hidden = curves.length === 0;
  byId('curves-drawn').replaceChildren(...curves);
}

/** How far each arm is, and, for those who listen, what came of it once all are done. */
function drawProgress(sentences: readonly string[]): void {
  byId('progress').replaceChildren(
    ...arms.map(({ name, label }) => {
      const own = answers.arms.get(name) ?? noAnswers;
      return el(
        'li',
        { 'data-arm': name, 'data-done': own.done },
        badge(name),
        `${label}: ${own.rows.length} of ${state.replicates}`,
      );
    }),
  );
  const done = arms.every(({ name }) => answers.arms.get(name)?.done);
  if (done && byId('spoken').textContent === '') byId('spoken').textContent = sentences.join(' ');
}

/** Starts over with another state; the old picture stays until the first answers are there. */
function go(next: State, rebuild: boolean): void {
  const isOtherWorld = next.world !== state.world;
  state = next;
  const world = worldOf(state.world);
  arms = armsOf(world, state);
  const generation = engine.start(world, state, arms);
  answers = { generation, arms: new Map(), scene: isOtherWorld ? undefined : answers.scene };
  history.replaceState(null, '', `#${toHash(state)}`);
  byId('spoken').textContent = '';
  share.refresh();
  if (rebuild || isOtherWorld) drawPanel(world);
  if (rebuild || isOtherWorld) drawNow();
}

function drawPanel(world: ExplorerWorld): void {
  (byId('world') as HTMLSelectElement).value = world.name;
  byId('about').textContent = world.about;
  byId('dials').replaceChildren(...drawControls(world, state, change));
}

/** A center sets a strength where there is none; its slider then has to be told. */
function change(by: (state: State) => State): void {
  const next = by(state);
  go(next, state.strength === null && next.strength !== null && next.center !== state.center);
}

const themes = [...new Set(worlds.map(({ theme }) => theme))];
byId('world').append(
  ...themes.map((theme) =>
    el(
      'optgroup',
      { label: theme },
      ...worlds.filter((one) => one.theme === theme).map(({ name }) => el('option', { value: name }, name)),
    ),
  ),
);
byId('world').addEventListener('change', () => go(firstState((byId('world') as HTMLSelectElement).value), true));
byId('reset').addEventListener('click', () => go(firstState(state.world), true));
byId('controls').addEventListener('submit', (event) => event.preventDefault());
window.addEventListener('hashchange', () => go(fromHash(location.hash, worlds, FIRST_WORLD), true));
byId('numbers').parentElement!.addEventListener('toggle', () => draw(true));
new ResizeObserver(() => draw(true)).observe(byId('lanes'));
go(state, true);
