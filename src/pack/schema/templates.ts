import * as z from 'zod/mini';
import { by, either, list, mapping, name, oneOf, optional, part, string, text, value } from './common.ts';

/** The shape of the files in a pack's folder `templates`, as `docs/templates.md` has it. */

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

/** A part of a template: content of its own, then further parts. */
export interface FileTemplatePart {
  when?: z.infer<typeof condition> | z.infer<typeof condition>[] | undefined;
  each?: Record<string, unknown>[] | undefined;
  set?: Record<string, unknown> | undefined;
  parts?: (string | FileTemplatePart)[] | undefined;
  first?: (string | FileTemplatePart)[] | undefined;
  description?: string | undefined;
  'to-do'?: z.infer<typeof text>[] | undefined;
  covers?: string[] | undefined;
  watch?: z.infer<typeof watch>[] | undefined;
  Parameters?: Record<string, unknown> | undefined;
  Conditions?: Record<string, unknown> | undefined;
  Resources?: Record<string, unknown> | undefined;
  Outputs?: Record<string, unknown> | undefined;
}

const inner = z.lazy(() => either([string, templatePart], 'mapping'));

const templatePart: z.ZodMiniType<FileTemplatePart> = part(
  'templatePart',
  z.lazy(() =>
    mapping({
      when: optional(either([condition, list(condition)], 'mapping')),
      each: optional(list(by(name, z.unknown()))),
      set: optional(by(name, z.unknown())),
      parts: optional(list(inner)),
      first: optional(list(inner)),
      description: optional(string),
      'to-do': optional(list(text)),
      covers: optional(list(string)),
      watch: optional(list(watch)),
      Parameters: optional(by(name, z.unknown())),
      Conditions: optional(by(name, z.unknown())),
      Resources: optional(by(name, z.unknown())),
      Outputs: optional(by(name, z.unknown())),
    }),
  ),
);

export const templateFile = mapping({
  templates: optional(by(name, templatePart)),
  alarms: optional(by(name, templatePart)),
  fragments: optional(by(name, templatePart)),
});
