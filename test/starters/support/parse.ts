import { type CollectionTag, parseDocument, type ScalarTag, type TagId, type Tags } from 'yaml';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type Fields = { [key: string]: Json };

export interface Resource {
  readonly Type: string;
  readonly Properties: Fields;
  readonly Condition?: string;
  readonly DependsOn?: string | string[];
  readonly Metadata?: Fields;
}

export interface Template {
  readonly AWSTemplateFormatVersion: string;
  readonly Description: string;
  readonly Parameters: Readonly<Record<string, { readonly Description: string; readonly Default?: string | number }>>;
  readonly Conditions: Fields;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, Fields>>;
}

const functions = ['Ref', 'GetAtt', 'Sub', 'If', 'Equals', 'Not', 'And', 'Or', 'Select', 'Split', 'Join', 'Condition', 'Base64'];

/** YAML tags that turn CloudFormation's short forms into the long ones. */
const tags: Tags = functions.flatMap((name): (ScalarTag | CollectionTag | TagId)[] => {
  const key = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
  return [
    { tag: `!${name}`, resolve: (text: string) => ({ [key]: name === 'GetAtt' ? attributeOf(text) : text }) },
    { tag: `!${name}`, collection: 'seq', resolve: (list) => ({ [key]: (list as { toJSON(): Json }).toJSON() }) },
  ];
});

function attributeOf(text: string): string[] {
  const dot = text.indexOf('.');
  return [text.slice(0, dot), text.slice(dot + 1)];
}

/** Parses a template, with functions in their long form. `version`: of YAML. */
export function parseTemplate(text: string, version: '1.1' | '1.2' = '1.1'): Template {
  const document = parseDocument(text, { version, customTags: (known) => [...known, ...tags] });
  if (document.errors.length > 0 || document.warnings.length > 0) throw document.errors[0] ?? document.warnings[0];
  // As plain data, because the package resolves collections inside functions late.
  const value = JSON.parse(JSON.stringify(document.toJS()));
  return { Parameters: {}, Conditions: {}, Outputs: {}, ...value };
}
