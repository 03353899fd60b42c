/** Required before a program, it says on standard error at its end what the process has used: times in µs, memory in KiB. */
process.on('exit', () => {
  require('node:fs').writeSync(2, `\nused ${JSON.stringify(process.resourceUsage())}`);
});
