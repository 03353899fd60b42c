import { Ajv2020 } from 'ajv/dist/2020.js';
import { decisionSchema } from '../../scripts/schema/json-schemas.ts';

const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(decisionSchema());

/** What is wrong with a decision by the published schema. */
export function decisionProblems(decision: unknown): readonly unknown[] {
  return validate(decision) ? [] : (validate.errors ?? []);
}
