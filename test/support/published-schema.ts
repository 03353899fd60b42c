import { Ajv2020 } from 'ajv/dist/2020.js';
import { decisionSchema, reportSchema } from '../../scripts/schema/json-schemas.ts';

const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });

/** What is wrong with a value by a published schema. */
const problemsBy = (schema: object) => {
  const validate = ajv.compile(schema);
  return (value: unknown): readonly unknown[] => (validate(value) ? [] : (validate.errors ?? []));
};

export const decisionProblems = problemsBy(decisionSchema());
export const reportProblems = problemsBy(reportSchema());
