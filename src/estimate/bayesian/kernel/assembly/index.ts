/** The hot loops of the media mix densities, compiled to WebAssembly by `npm run generate`: kernelBytes.ts beside this folder.
 *
 *  Series are interleaved by channel: channel m at period t stands at [t·2P + m], with P pairs of channels; where their number is
 *  odd a channel of zeros is added. Arguments are byte addresses but for the counts. Nothing here depends on the machine (no
 *  relaxed instructions): the same bits everywhere. */
export { convolve, correlate, geometric } from './adstock';
export { project, withdraw } from './linear';
export { exponential, hill, logistic, michaelisMenten, none, root } from './saturation';
export { combine, total, totalOfProduct } from './sums';
