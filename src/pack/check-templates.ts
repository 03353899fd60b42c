import { nearest } from '../engine/nearest.ts';
import { type Finding, finding } from '../model/diagnostic.ts';
import type { PackSource } from '../model/pack-source.ts';
import { layerOfFile, templatesOf } from './pack-folder.ts';
import { type FileTemplatePart, templateFile } from './schema/templates.ts';
import { checkShape } from './shape.ts';
import { at, entry, type Path, type SourceNode } from './source-node.ts';
import { cloudFormationTags, readYaml } from './yaml.ts';

/** All that is wrong with the templates of a pack: their YAML, their shape, and the names in them. */
export function templateFindings(source: PackSource): Finding[] {
  const findings: Finding[] = [];
  const documents = templatesOf(source).flatMap(({ path, text }) => {
    const file = readYaml(new TextEncoder().encode(text), path, cloudFormationTags);
    findings.push(...file.findings);
    return file.documents.flatMap((written) => {
      const content = checkShape(templateFile, written, [], findings);
      return content === null ? [] : [{ written, content, own: layerOfFile(source, path) === source.layer }];
    });
  });
  if (findings.length > 0) return findings;
  const fragments = documents.flatMap(({ content }) => Object.keys(content.fragments ?? {}));
  const known = new Names(source, fragments, findings);
  for (const { written, content, own } of documents) {
    // What a pack takes over may name what it has removed.
    if (!own) continue;
    for (const section of ['templates', 'alarms', 'fragments'] as const) {
      for (const [id, part] of Object.entries(content[section] ?? {})) {
        if (section !== 'fragments') known.service(id, entry(entry(written, section), id)?.key ?? written.at);
        known.part(written, [section, id], part);
      }
    }
  }
  return findings;
}

/** Holds the names in templates against the pack. */
class Names {
  private readonly source: PackSource;
  private readonly fragments: readonly string[];
  private readonly findings: Finding[];

  constructor(source: PackSource, fragments: readonly string[], findings: Finding[]) {
    this.source = source;
    this.fragments = fragments;
    this.findings = findings;
  }

  service(id: string, place: SourceNode['at']): void {
    const known = this.source.services.map((service) => service.id);
    if (!known.includes(id)) this.findings.push(finding('unknown-service', place, { id, known, ...suggested(id, known) }));
  }

  part(written: SourceNode, path: Path, part: FileTemplatePart): void {
    [part.when ?? []].flat().forEach((condition, index) => {
      const found = at(written, [...path, 'when', ...(Array.isArray(part.when) ? [index] : [])]);
      for (const name of Object.keys(condition)) this.tested(name, entry(found, name)?.key ?? written.at);
    });
    for (const key of ['parts', 'first'] as const) {
      (part[key] ?? []).forEach((inner, index) => {
        const place = [...path, key, index];
        if (typeof inner !== 'string') this.part(written, place, inner);
        else if (!this.fragments.includes(inner)) {
          const args = { key, value: inner, allowed: this.fragments, ...suggested(inner, this.fragments) };
          this.findings.push(finding('not-one-of', at(written, place)?.at ?? written.at, args));
        }
      });
    }
  }

  /** A condition tests the variant, the companions, the pattern or a question. */
  private tested(name: string, place: SourceNode['at']): void {
    const known = this.source.questions.map(({ id }) => id);
    if (['variant', 'with', 'pattern', ...known].includes(name)) return;
    this.findings.push(finding('unknown-question', place, { id: name, known, ...suggested(name, known) }));
  }
}

function suggested(id: string, known: readonly string[]): { readonly suggestion?: string } {
  const suggestion = nearest(id, known);
  return suggestion === null ? {} : { suggestion };
}
