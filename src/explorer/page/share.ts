import { rowsCsv } from '../csv.ts';
import { studyText } from '../study.ts';
import type { ExplorerWorld, State } from '../types.ts';
import type { Answers } from './answers.ts';
import { byId, el } from './dom.ts';

type Now = () => { readonly world: ExplorerWorld; readonly state: State; readonly answers: Answers };

/** The buttons that take something away: a link, the study, the numbers. */
export function openShare(now: Now): { readonly refresh: () => void } {
  const study = byId('study');
  const refresh = (): void => {
    const { world, state } = now();
    study.textContent = studyText(world, state);
    byId('command').textContent = `plumbline run ${fileOf(world)} --out ${world.name}-explored`;
  };
  byId('copy-link').addEventListener('click', () => copy(location.href, byId('copy-link')));
  byId('copy-study').addEventListener('click', () => copy(study.textContent ?? '', byId('copy-study')));
  byId('save-study').addEventListener('click', () =>
    save(fileOf(now().world), study.textContent ?? '', 'application/yaml'),
  );
  byId('save-numbers').addEventListener('click', () => save('explored.csv', rowsCsv(now().answers.arms), 'text/csv'));
  return { refresh };
}

const fileOf = ({ name }: ExplorerWorld): string => `explored-${name}.yaml`;

/** Says on the button what came of it, for a moment. */
async function copy(text: string, button: HTMLElement): Promise<void> {
  const label = button.dataset.label ?? button.textContent ?? '';
  button.dataset.label = label;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch {
    button.textContent = 'The browser forbids copying here';
  }
  setTimeout(() => {
    button.textContent = label;
  }, 1500);
}

function save(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  el('a', { href: address, download: name }).click();
  // the browser reads it in its own time
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
