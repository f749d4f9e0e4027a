export { Mentions } from './mentions.js';
export { findNames, indexNames, type NameHit, type NameIndex } from './names.js';
export { indexNamesakes, type Namesakes, withoutNamesakes } from './namesakes.js';
export { indexNouns, type Nouns } from './nouns.js';
export { indexOfficials, type Officials, officialOn, onDay } from './offices.js';
export {
  actorOf,
  counted,
  countryOf,
  officeHead,
  possessor,
  type Reading,
  resolve,
  sectorOf,
} from './resolve.js';
export type { Mention } from './row.js';
export { isState } from './state.js';
