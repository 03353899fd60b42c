import fc from 'fast-check';

// Variables of the machine that runs the tests must not change what the program prints.
const foreign = ['CI', 'NO_COLOR', 'FORCE_COLOR', 'ACCESSIBLE', 'LANG', 'LANGUAGE', 'LC_ALL', 'LC_MESSAGES', 'COLUMNS'];

for (const name of Object.keys(process.env)) if (foreign.includes(name) || name.startsWith('TSUNAGI_')) delete process.env[name];

// Every run tries the same inputs, so that a build does not fail for what its change has not touched;
// PROPERTY_SEED tries others: a number, or `random`.
const seed = process.env['PROPERTY_SEED'] ?? '20261125';
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) });
