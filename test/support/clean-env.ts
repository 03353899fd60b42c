// What the machine that runs the tests happens to set must not change what the program prints.
const foreign = ['CI', 'NO_COLOR', 'FORCE_COLOR', 'ACCESSIBLE', 'LANG', 'LANGUAGE', 'LC_ALL', 'LC_MESSAGES', 'COLUMNS'];

for (const name of Object.keys(process.env)) {
  if (foreign.includes(name) || name.startsWith('TSUNAGI_')) delete process.env[name];
}
process.env['TZ'] = 'UTC';
