import { Document, isMap, YAMLMap } from 'yaml';
import type { Service, Value } from '../model/pack.ts';

/**
 * Says in the metadata of the first resource that is the service which answers the template was made for, so that `scan`
 * gives a record that decides the same, wherever the resource is copied to.
 */
export function recordAnswers({ builtAs }: Service, answers: Readonly<Record<string, Value>>, resources: YAMLMap): void {
  const types = new Set(builtAs?.resources.map(({ type }) => type));
  if (Object.keys(answers).length === 0) return;
  for (const { value: resource } of resources.items) {
    if (!isMap(resource) || !types.has(String(resource.get('Type')))) continue;
    const metadata = resource.get('Metadata');
    const own = isMap(metadata) ? metadata : new YAMLMap();
    own.set('tsunagi', new Document().createNode({ answers }));
    resource.set('Metadata', own);
    return;
  }
}
