/** Events: which claims tell of one, kept with stable ids. */
export { groupTellings, type Told } from './groups.js';
export { orderKey } from './neighbours.js';
export { eventsProjection } from './projection.js';
export { eventIdOf } from './regroup.js';
export type { EventTables } from './tables.js';
export { actorKey, type Standing, type Telling, tellingOf } from './telling.js';
