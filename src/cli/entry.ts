/** The two things that the bundle gives to `bin/tsunagi.js`. */

export { nodeIo } from './host/node-io.ts';
export { main } from './main.ts';
