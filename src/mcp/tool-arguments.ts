import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));

/**
 * The arguments of each tool. The build makes JSON Schemas of them for the agents, because the part of zod that does so is large.
 *
 * @param oneValue the message for an answer that is not one value
 */
export function toolArguments(oneValue: string) {
  const value = z.union([z.string(), z.number(), z.boolean()], oneValue);
  const link = { answers: z.optional(z.record(z.string(), value)), session: z.optional(text), file: z.optional(text) };
  return {
    choose_link: z.strictObject({ ...link, title: z.optional(text) }),
    explain_link: z.strictObject(link),
    check_records: z.strictObject({ paths: z.array(text).check(z.minLength(1)), human: z.optional(z.boolean()) }),
  };
}

export type ToolName = keyof ReturnType<typeof toolArguments>;

/** The arguments that are about a link; with a title only where one is chosen. */
export type LinkArguments = z.output<ReturnType<typeof toolArguments>['choose_link']>;

/** The JSON Schema of a tool's arguments, without their descriptions. */
export interface InputSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, object>>;
}
