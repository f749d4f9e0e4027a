/** The HTTP API and the desk over a ledger. */
export { API, createApp, describeApi } from './app.js';
export { Aside, openAside } from './aside/index.js';
export { warm } from './aside/warm.js';
export { DEFAULTS, type Desk, type RecordedRead, type ServeOptions } from './desk.js';
export type { Env } from './env.js';
export { readMap, type TileMap } from './map.js';
export { type Pages, readPages } from './pages.js';
export { listen, type Running } from './server.js';
