import { Ajv2020 } from 'ajv/dist/2020.js';
import { remembered } from '../../src/engine/lazy.ts';
import { builtInFile } from './built-in.ts';

const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
const validatorOf = remembered((name: string) => ajv.compile(JSON.parse(builtInFile(`schema/${name}.json`))));

/** What is wrong with a value by the published schema of this name. */
export function problemsBy(name: string, value: unknown): readonly unknown[] {
  const validate = validatorOf(name);
  return validate(value) ? [] : (validate.errors ?? []);
}
