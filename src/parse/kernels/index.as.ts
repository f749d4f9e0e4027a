export { gemm } from './gemm.as';
export { argmax, arcs, pair } from './pairs.as';
export { quantize } from './quantize.as';
export { convolve, gate, gather, leaky, norm, recur, spread } from './rows.as';
