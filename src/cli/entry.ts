/** The two things that the bundle gives to `bin/tsunagi.js`. */
export { main } from './main.ts';
export { nodeIo } from './node-io.ts';
