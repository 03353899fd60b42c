/** A value of a template: plain data, with CloudFormation's functions and with comments. */
export type Value = string | number | boolean | Call | Noted | readonly Value[] | Fields;

export interface Fields {
  readonly [key: string]: Value | undefined;
}

/** A call of one of CloudFormation's functions, written in the short form. */
export class Call {
  readonly name: 'Ref' | 'GetAtt' | 'Sub' | 'If' | 'Equals' | 'Not' | 'And' | 'Condition' | 'Select' | 'Split' | 'Join';
  readonly of: Value;

  constructor(name: Call['name'], of: Value) {
    this.name = name;
    this.of = of;
  }
}

/** A value with a comment above the key that it stands under. */
export class Noted {
  readonly note: string;
  readonly value: Value;

  constructor(note: string, value: Value) {
    this.note = note;
    this.value = value;
  }
}

export const ref = (id: string): Call => new Call('Ref', id);
export const att = (id: string, attribute = 'Arn'): Call => new Call('GetAtt', `${id}.${attribute}`);
export const sub = (text: string, names?: Fields): Call => new Call('Sub', names ? [text, names] : text);
export const when = (condition: string, yes: Value, no: Value = ref('AWS::NoValue')): Call =>
  new Call('If', [condition, yes, no]);
export const select = (index: number, list: Value): Call => new Call('Select', [String(index), list]);
export const split = (by: string, text: Value): Call => new Call('Split', [by, text]);

/** What a parameter that need not be given starts with: an empty text is hard to pass on, and no value of anything. */
export const none = 'none';

/** True where the parameter was given. */
export const given = (parameter: string): Call => differs(parameter, none);
export const differs = (parameter: string, value: string): Call => new Call('Not', [new Call('Equals', [ref(parameter), value])]);
export const equals = (parameter: string, value: string): Call => new Call('Equals', [ref(parameter), value]);

/** All of these conditions hold. */
export const all = (conditions: readonly string[]): Call =>
  new Call(
    'And',
    conditions.map((id) => new Call('Condition', id)),
  );

export const noted = (note: string, value: Value): Noted => new Noted(note, value);

export interface Parameter {
  readonly Type: string;
  readonly Description: string;
  readonly Default?: string | number;
  readonly AllowedValues?: readonly (string | number)[];
  readonly AllowedPattern?: string;
  readonly MinValue?: number;
  readonly MaxValue?: number;
}

export interface Resource {
  readonly Type: string;
  readonly Properties: Fields;
  readonly Condition?: string;
  readonly DependsOn?: string | readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Metadata?: Fields;
}

/** A resource with the comment above it, if there is something to say. */
export interface Placed {
  readonly note?: string;
  readonly resource: Resource;
}

export interface Output {
  readonly Description: string;
  readonly Value: Value;
  readonly Condition?: string;
}

/** What a part of a template brings along, by logical id. A part that is put in twice must be the same. */
export interface Part {
  readonly parameters?: Readonly<Record<string, Parameter>>;
  readonly conditions?: Readonly<Record<string, Value>>;
  readonly resources?: Readonly<Record<string, Placed>>;
  readonly outputs?: Readonly<Record<string, Output>>;
}

/** Parts as one, in their order. */
export function together(...parts: readonly Part[]): Required<Part> {
  return {
    parameters: Object.assign({}, ...parts.map((part) => part.parameters)),
    conditions: Object.assign({}, ...parts.map((part) => part.conditions)),
    resources: Object.assign({}, ...parts.map((part) => part.resources)),
    outputs: Object.assign({}, ...parts.map((part) => part.outputs)),
  };
}
