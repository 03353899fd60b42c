import Ajv from 'ajv';
import { textOf } from './repository.ts';

const date = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Validates by the official schema of SARIF 2.1.0. It is written for JSON Schema draft 4; of what it uses, later drafts read
 * only the key of its own address differently.
 */
export function sarifValidator() {
  const { id, $schema: _, ...schema } = JSON.parse(textOf('test/fixtures/sarif-2.1.0.schema.json'));
  const formats = { uri: /^[a-z][a-z0-9+.-]*:\S*$/i, 'uri-reference': /^\S*$/, 'date-time': date };
  return new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false, formats }).compile({ $id: id, ...schema });
}
