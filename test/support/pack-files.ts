import type { Pack } from '../../src/model/pack.ts';

/** A pack in one language as a file of YAML, of which JSON is a part. */
export function packFiles(pack: Pack, dir: string): Record<string, string> {
  const { id, version, title, languages, root, questions, nodes, leaves, services, advice, ...others } = pack;
  const { patterns, mitigations, neighbours } = others;
  const content = {
    questions: questions.map(({ min, max, integer, unit, ...question }) =>
      question.type === 'number' ? { ...question, min, max, integer, unit } : question,
    ),
    ...{ nodes: { ...nodes, ...leaves }, services, patterns, mitigations, neighbours, advice },
  };
  const head = { format: 1, id, version, title, languages, 'fact-age-days': 365 };
  const file = { pack: head, tree: root, ...(written(content) as object) };
  return { [`${dir}/pack.yaml`]: `${JSON.stringify(file, null, 1)}\n` };
}

const renamed = new Map(Object.entries({ to: 'then', options: 'services' }));

/** A part of a pack as files write it: things by their ids, keys with hyphens, and without empty values. */
function written(part: unknown): unknown {
  if (typeof part !== 'object' || part === null) return part;
  if (Array.isArray(part)) {
    const names = part.map((each) => each?.id ?? (each?.text === undefined ? undefined : each.value));
    if (names.length === 0 || names.includes(undefined)) return part.map(written);
    return Object.fromEntries(part.map(({ value: _, ...each }, index) => [names[index], written(each)]));
  }
  const entries = Object.entries(part).flatMap(([key, value]) => {
    if (key === 'id' || key === 'layer' || (isEmpty(value) && key !== 'summary')) return [];
    return [[renamed.get(key) ?? key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), written(value)]];
  });
  return Object.fromEntries(entries);
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (typeof value === 'object' && Object.keys(value as object).length === 0);
}
