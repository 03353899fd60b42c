/** A stack of what `cdk synth` writes into a folder, or another such folder inside. */
export type Artifact = { readonly template: string } | { readonly folder: string };

/** The stacks that the manifest of a cloud assembly lists, by paths in its folder; null if the text is no manifest. */
export function artifactsOf(text: string): readonly Artifact[] | null {
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch {
    return null;
  }
  const artifacts = valueIn(manifest, 'artifacts');
  if (typeof artifacts !== 'object' || artifacts === null) return null;
  return Object.values(artifacts).flatMap((artifact: unknown): Artifact[] => {
    const properties = valueIn(artifact, 'properties');
    const [template, folder] = [valueIn(properties, 'templateFile'), valueIn(properties, 'directoryName')];
    const type = valueIn(artifact, 'type');
    if (type === 'aws:cloudformation:stack' && typeof template === 'string') return [{ template }];
    return type === 'cdk:cloud-assembly' && typeof folder === 'string' ? [{ folder }] : [];
  });
}

function valueIn(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
