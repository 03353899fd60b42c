/**
 * Lists every fact of the built-in pack with its age, certainty and source, and counts them:
 *   npm run facts [-- <day>]     ages as of a day such as 2026-11-24, else of today
 */
import { join } from 'node:path';
import { importTypeScript } from './import-typescript.mjs';

const [asOf = new Date().toISOString().slice(0, 10)] = process.argv.slice(2);
if (!/^\d{4}-\d{2}-\d{2}$/.test(asOf) || Number.isNaN(Date.parse(asOf))) {
  console.error(`facts: ${asOf} is not a day: write it as in 2026-11-24`);
  process.exit(2);
}
// Whoever reads may stop before the end.
process.stdout.on('error', (error) => {
  if (!('code' in error) || error.code !== 'EPIPE') throw error;
});
const { factsReport, listFacts } = await importTypeScript('scripts/facts.ts');
process.stdout.write(factsReport(listFacts(join(import.meta.dirname, '../rules/aws-messaging'), asOf), asOf));
