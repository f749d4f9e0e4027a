import type { Filter } from '../ask/index.js';

/**
 * For formats that have no place for it: what is denied, planned or only possible is left out, and what is recalled,
 * unless they are asked for.
 */
export function happened<Asked extends Filter>(filter: Asked): Asked {
  return {
    ...filter,
    factuality: filter.factuality ?? ['actual'],
    ...(filter.novelty === undefined && { novelty: 'new' }),
  };
}
