/** Between two drawings while answers stream in: what is drawn more often is only read as motion, and takes the machine
 *  from the fits. */
const REST_MS = 120;

/** Draws at a frame of the browser: at the next one where something is new, else so that drawings rest between each other. */
export function openPace(draw: () => void): (isNew: boolean) => void {
  let asked = false;
  let timer: number | undefined;
  let drawnAt = -REST_MS;

  const atFrame = (): void => {
    if (asked) return;
    asked = true;
    clearTimeout(timer);
    timer = undefined;
    requestAnimationFrame((at) => {
      asked = false;
      drawnAt = at;
      draw();
    });
  };
  return (isNew) => {
    const left = drawnAt + REST_MS - performance.now();
    if (isNew || left <= 0) atFrame();
    else timer ??= window.setTimeout(atFrame, left);
  };
}
