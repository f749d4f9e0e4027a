export { Describer, type Features, type Vectors } from './features.js';
export { type ActWeights, type Judge, LEAST, openJudge } from './judge.js';
