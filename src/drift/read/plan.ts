import { entry, type SourceNode } from '../../pack/source-node.ts';

/** A managed resource of a plan or a state. */
export interface PlannedResource {
  readonly address: string;
  readonly type: string;
  readonly values: SourceNode | null;
  /** The address as it is written. */
  readonly written: SourceNode;
}

/** The managed resources of a module and of those inside it. */
export function plannedResources(module: SourceNode | null): PlannedResource[] {
  const own = (entry(module, 'resources')?.items ?? []).flatMap((resource): PlannedResource[] => {
    const [address, type] = [entry(resource, 'address'), entry(resource, 'type')?.scalar];
    if (typeof address?.scalar !== 'string' || typeof type !== 'string' || entry(resource, 'mode')?.scalar === 'data') return [];
    return [{ address: address.scalar, type, values: entry(resource, 'values'), written: address }];
  });
  return [...own, ...(entry(module, 'child_modules')?.items ?? []).flatMap(plannedResources)];
}

const instanceKey = /\[("(?:[^"\\]|\\.)*"|[^\]]*)\]/g;

/** An address without the keys of instances: that of the block in the configuration. */
export function blockOf(address: string): string {
  return address.replaceAll(instanceKey, '');
}

/** The keys of instances in an address or a reference, from the outside in. */
export function instanceKeysOf(address: string): string[] {
  return [...address.matchAll(instanceKey)].map(([, key = '']) => key);
}

/** The names of the modules that a block is in. */
export function modulesOf(block: string): string[] {
  return [...block.matchAll(/(?:^|\.)module\.([^.]+)/g)].map(([, name = '']) => name);
}
