export { Describer, type Features, type Vectors } from './features.js';
export { type ActWeights, type Judge, LEAST, LEAST_OF_STRANGERS, openJudge } from './judge.js';
