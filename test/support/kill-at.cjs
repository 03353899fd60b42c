// @ts-nocheck: it changes a module's functions by their names.
// Kills the program before one of its writing operations: KILL_AT is its number, KILL_BY the signal.
const fs = require('node:fs');

let left = Number(process.env.KILL_AT);
for (const name of ['openSync', 'writeSync', 'fsyncSync', 'linkSync', 'renameSync', 'closeSync', 'unlinkSync']) {
  const original = fs[name];
  fs[name] = (...args) => {
    const [first, flags] = args;
    const writes = typeof first === 'number' ? first > 2 : name !== 'openSync' || flags === 'wx';
    if (writes && --left === 0) process.kill(process.pid, process.env.KILL_BY);
    return original(...args);
  };
}
