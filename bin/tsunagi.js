#!/usr/bin/env node
'use strict';

// From Node.js 22.1 on, compiled code is kept for the next start.
require('node:module').enableCompileCache?.();

let cli;
try {
  cli = require('../dist/cli/main.cjs');
} catch (error) {
  if (error.code !== 'MODULE_NOT_FOUND') throw error;
  process.stderr.write('tsunagi: it is not built yet: run `npm ci` (or `npm run build`) in its folder\n');
  process.exit(70);
}

cli.main(process.argv.slice(2), cli.nodeIo(process)).then((code) => {
  process.exitCode = code;
});
