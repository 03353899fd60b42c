import Ajv from 'ajv';
import { parseDocument } from 'yaml';
import { textOf } from './repository.ts';

/** The schemas of GitHub's files that SchemaStore publishes, and editors use. */
const validators = { workflow: validator('workflow'), action: validator('action') };

function validator(kind: string) {
  const schema = textOf(`test/fixtures/github/${kind}.schema.json`);
  return new Ajv.default({ strict: false }).compile(JSON.parse(schema));
}

/** All errors in the structure of a workflow or a composite action. */
export function workflowErrors(text: string, kind: keyof typeof validators = 'workflow'): string[] {
  const document = parseDocument(text);
  const validate = validators[kind];
  const isValid = validate(document.toJS());
  // YAML reads an unclosed expression as text.
  const unclosed = [...text.matchAll(/\$\{\{(?![^\n]*\}\})/g)].map(({ index }) => `unclosed expression at ${index}`);
  const found = isValid ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
  return [...document.errors.map(({ message }) => message), ...found, ...unclosed];
}
