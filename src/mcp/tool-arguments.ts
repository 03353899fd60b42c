import type * as z from 'zod';
import { boolean, by, either, filledList, mapping, name, number, optional, string } from '../pack/schema/common.ts';

const answers = by(name, either([string, number, boolean], 'value'));
const link = { answers: optional(answers), session: optional(string), file: optional(string) };

/** The arguments of each tool. The build makes JSON Schemas of them, because the part of zod that does so is large. */
export const toolArguments = {
  choose_link: mapping({ ...link, title: optional(string) }),
  explain_link: mapping(link),
  check_records: mapping({ paths: filledList(string), human: optional(boolean) }),
};

export type ToolName = keyof typeof toolArguments;

/** The arguments that are about a link; with a title only where one is chosen. */
export type LinkArguments = z.output<(typeof toolArguments)['choose_link']>;

/** The JSON Schema of a tool's arguments, without their descriptions. */
export interface InputSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, object>>;
}
