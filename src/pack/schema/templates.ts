import * as z from 'zod/mini';
import { by, either, list, mapping, name, oneOf, optional, part, string, text, value } from './common.ts';

/** The shape of the files in a pack's folder `templates`, as documented in `docs/templates.md`. */

const groups = ['utilization', 'saturation', 'errors'] as const;

const condition = by(name, either([value, list(value)], 'value'));

const watch = mapping({
  of: optional(string),
  name: string,
  dimensions: by(name, z.unknown()),
  only: optional(mapping({ group: optional(oneOf(groups)), metric: optional(string), dimension: optional(string) })),
  condition: optional(string),
  needs: optional(string),
});

const content = {
  when: optional(either([condition, list(condition)], 'mapping')),
  each: optional(list(by(name, z.unknown()))),
  set: optional(by(name, z.unknown())),
  description: optional(string),
  'to-do': optional(list(text)),
  covers: optional(list(string)),
  watch: optional(list(watch)),
  Parameters: optional(by(name, z.unknown())),
  Conditions: optional(by(name, z.unknown())),
  Resources: optional(by(name, z.unknown())),
  Outputs: optional(by(name, z.unknown())),
};
const ownContent = mapping(content);

/** A part of a template: its own content and further parts. */
export interface FileTemplatePart extends z.infer<typeof ownContent> {
  parts?: (string | FileTemplatePart)[] | undefined;
  first?: (string | FileTemplatePart)[] | undefined;
}

const inner = z.lazy(() => either([string, templatePart], 'mapping'));

const templatePart: z.ZodMiniType<FileTemplatePart> = part(
  'templatePart',
  z.lazy(() => mapping({ ...content, parts: optional(list(inner)), first: optional(list(inner)) })),
);

export const templateFile = mapping({
  templates: optional(by(name, templatePart)),
  alarms: optional(by(name, templatePart)),
  fragments: optional(by(name, templatePart)),
});
