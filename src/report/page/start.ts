/** Shows what the page carries; where that fails the page says so, in place of nothing.
 *  @param elsewhere where the numbers are to be had then */
export function startPage(show: (app: HTMLElement, data: string) => Promise<void>, elsewhere: string): void {
  const app = document.getElementById('app')!;
  show(app, document.getElementById('data')!.textContent ?? '').catch((error: unknown) => {
    const line = document.createElement('p');
    line.className = 'warning';
    const why = error instanceof Error ? error.message : String(error);
    line.textContent = `This page could not be shown: ${why}. ${elsewhere}`;
    app.querySelector('main')?.append(line);
    throw error;
  });
}
