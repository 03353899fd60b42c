import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { run } from '../support/run.ts';

const folder = join(import.meta.dirname, 'inputs');
const input = (file: string): string => readFileSync(join(folder, file), 'utf8');
const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../dist/schema/answers.json'), 'utf8'));
const validate = new Ajv.default({ strict: false }).compile(schema);

test.each([
  ['a SAM application', 'shop', ['shop.yaml']],
  ['a Terraform plan', 'plan', ['plan.json']],
  ['AsyncAPI documents that share a channel', 'asyncapi', ['orders.asyncapi.yaml', 'billing.asyncapi.yaml']],
])('%s', async (_, name, inputs) => {
  const files = Object.fromEntries(inputs.map((file) => [file, input(file)]));
  const { exit, out, err } = await run(['scan', ...inputs], { files });
  expect(exit).toBe(0);
  await expect(out).toMatchFileSnapshot(`expected/${name}.yaml`);
  await expect(err).toMatchFileSnapshot(`expected/${name}.txt`);
  for (const document of parseAllDocuments(out)) {
    validate(document.toJS());
    expect(validate.errors ?? []).toEqual([]);
  }
  expect(await run(['check', 'links.yaml'], { files: { 'links.yaml': out } })).toMatchObject({ exit: 0 });
  const against = inputs.filter((file) => !file.includes('asyncapi')).flatMap((file) => ['--against', file]);
  const compared = await run(['check', 'links.yaml', ...against], { files: { ...files, 'links.yaml': out } });
  expect(compared, compared.out).toMatchObject({ exit: 0 });
});
