import { parseDocument } from 'yaml';

/** The keys of GitHub's workflows and actions that ours use, by the kind of their values. */
const kinds: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  workflow: { text: 'name', any: 'on concurrency', permissions: 'permissions', texts: 'env', jobs: 'jobs' },
  job: {
    text: 'name if runs-on',
    any: 'needs environment timeout-minutes strategy',
    permissions: 'permissions',
    texts: 'env',
    steps: 'steps',
  },
  step: { text: 'id name if uses run shell working-directory', texts: 'with env' },
  action: { text: 'name description author', any: 'branding inputs outputs', runs: 'runs' },
  runs: { text: 'using', steps: 'steps' },
};
const needed: Readonly<Record<string, readonly string[]>> = {
  workflow: ['on', 'jobs'],
  job: ['runs-on', 'steps'],
  action: ['name', 'description', 'runs'],
  runs: ['using', 'steps'],
};
const rights = /^(read|write|none)$/;

/** All errors in the structure of a workflow or a composite action. */
export function workflowErrors(text: string, kind: 'workflow' | 'action' = 'workflow'): string[] {
  const document = parseDocument(text);
  const errors = document.errors.map(({ message }) => message);
  if (errors.length === 0) check(document.toJS(), kind, kind, errors);
  // YAML reads an unclosed expression as text.
  for (const [, rest = ''] of text.matchAll(/\$\{\{([^\n]*)/g))
    if (!rest.includes('}}')) errors.push(`unclosed expression: ${rest}`);
  return errors;
}

function check(value: unknown, kind: string, path: string, errors: string[]): void {
  const report = (problem: string): void => void errors.push(`${path}: ${problem}`);
  const entries = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : null;
  if (kind === 'any') return;
  if (kind === 'text') {
    if (typeof value !== 'string') report('no text');
  } else if (kind === 'steps') {
    if (!Array.isArray(value)) report('no list');
    else {
      value.forEach((step, index) => {
        check(step, 'step', `${path}.${index}`, errors);
        if ('run' in step === 'uses' in step) errors.push(`${path}.${index}: either run or uses`);
        if (path.startsWith('action') && 'run' in step && !('shell' in step)) errors.push(`${path}.${index}: no shell`);
      });
    }
  } else if (!entries) report('no mapping');
  else if (kind === 'texts') {
    for (const [key, inner] of entries) if (typeof inner === 'object') errors.push(`${path}.${key}: no text`);
  } else if (kind === 'permissions') {
    for (const [key, right] of entries) if (!rights.test(String(right))) errors.push(`${path}.${key}: no right`);
  } else if (kind === 'jobs') for (const [key, job] of entries) check(job, 'job', `${path}.${key}`, errors);
  else {
    for (const [key, inner] of entries) {
      const [inside] = Object.entries(kinds[kind] ?? {}).find(([, keys]) => keys.split(' ').includes(key)) ?? [];
      if (inside === undefined) report(`unknown key ${key}`);
      else check(inner, inside, `${path}.${key}`, errors);
    }
    for (const key of needed[kind] ?? []) if (!entries.some(([name]) => name === key)) report(`lacks ${key}`);
  }
}
