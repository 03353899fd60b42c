/** The exports of the bundle for `bin/tsunagi.js`. */

export { nodeIo } from './host/node-io.ts';
export { main } from './main.ts';
