'use strict';

/** Takes the place of `node:child_process` in the bundle: loading it, and the network with it, takes milliseconds. */
module.exports = {};
