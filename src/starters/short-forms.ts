import { Document, type Node, type YAMLMap } from 'yaml';

const document = new Document();

/** A plain value as a node; nodes in it stay as they are. */
export function nodeOf(value: unknown): Node {
  return document.createNode(value);
}

/** A value on one line with the short form of a CloudFormation function, such as `!Ref`. */
export function short(tag: `!${string}`, value: unknown): Node {
  return Object.assign(document.createNode(value, { flow: true }), { tag });
}

/** A reference to a parameter or resource. */
export function ref(id: string): Node {
  return short('!Ref', id);
}

/** The condition that a parameter has a value. */
export function equals(parameter: string, value: string): Node {
  return short('!Equals', [ref(parameter), value]);
}

/** All of the conditions; CloudFormation refuses an `!And` of one. */
export function and(conditions: readonly Node[]): Node {
  const [only] = conditions;
  return only && conditions.length === 1 ? only : short('!And', conditions);
}

/** The condition that parameters with the default `none` were given. */
export function areGiven(parameters: readonly string[]): Node {
  return and(parameters.map((parameter) => short('!Not', [equals(parameter, 'none')])));
}

/** Adds an entry to a section, unless it has one with this id. */
export function define(section: YAMLMap, id: string, value: unknown): void {
  if (!section.has(id)) section.set(id, nodeOf(value));
}
