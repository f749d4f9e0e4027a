export { type Mention, Mentions } from './mentions.js';
export { findNames, indexNames, type NameHit, type NameIndex } from './names.js';
export { withoutNamesakes } from './namesakes.js';
export { indexOfficials, type Officials, officialOn, onDay } from './offices.js';
export {
  actorOf,
  counted,
  countryOf,
  type Nouns,
  officeHead,
  possessor,
  type Reading,
  resolve,
  sectorOf,
} from './resolve.js';
