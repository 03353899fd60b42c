#!/usr/bin/env node
'use strict';

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
