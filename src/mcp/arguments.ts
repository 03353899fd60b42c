import * as z from 'zod/mini';
import type { AgentMessages } from '../messages/en/agents.ts';

/** What each tool takes. Texts are in the language of the server. */
export function toolArguments({ args }: AgentMessages) {
  const text = (of: string) => z.string().check(z.minLength(1), z.describe(of));
  const link = {
    answers: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).check(z.describe(args.answers))),
    session: z.optional(text(args.session)),
    file: z.optional(text(args.file)),
  };
  return {
    choose_link: z.strictObject({ ...link, title: z.optional(text(args.title)) }),
    explain_link: z.strictObject(link),
    check_records: z.strictObject({
      paths: z.array(z.string().check(z.minLength(1))).check(z.minLength(1), z.describe(args.paths)),
      human: z.optional(z.boolean().check(z.describe(args.human))),
    }),
  };
}

export type ToolName = keyof ReturnType<typeof toolArguments>;

/** The JSON Schema of what a tool takes. */
export function argumentsSchema(of: z.core.$ZodType): { readonly type: 'object' } {
  const { $schema: _, ...schema } = z.toJSONSchema(of, { io: 'input' });
  return { ...schema, type: 'object' };
}
