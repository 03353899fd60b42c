/** Writes docs/lint.md. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importTypeScript } from './import-typescript.mjs';

const { lintPage } = await importTypeScript('scripts/lint-page.ts');
writeFileSync(join(import.meta.dirname, '../docs/lint.md'), lintPage());
