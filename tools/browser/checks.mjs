/** Counts what holds and what does not, and says which. */
export function openChecks() {
  let [passed, failed] = [0, 0];
  return {
    /** @param {string} name @param {boolean} holds @param {string} [found] told where it does not */
    check: (name, holds, found = '') => {
      if (holds) passed += 1;
      else failed += 1;
      console.log(`${holds ? 'ok    ' : 'FAILED'} ${name}${holds || found === '' ? '' : `: ${found}`}`);
    },
    end: () => {
      console.log(`${passed} passed, ${failed} failed`);
      if (failed > 0) process.exitCode = 1;
    },
  };
}
