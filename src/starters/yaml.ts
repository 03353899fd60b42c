import { wrap } from '../output/text/width.ts';
import { Call, type Fields, Noted, type Value } from './value.ts';

/** Comments are wrapped at this column. */
const wide = 100;

/**
 * A value as YAML, in the order of its keys, with comments and with CloudFormation's short forms. Two spaces a level;
 * strings are plain where YAML 1.1 and 1.2 both read them back as the same string, else in quotes or, with line breaks,
 * as a literal block. Undefined fields are left out.
 */
export function yamlOf(fields: Fields): string {
  return `${fieldLines(fields, 0).join('\n')}\n`;
}

/** The same, as lines that stand so far to the right. */
export function fieldLines(fields: Fields, indent: number): string[] {
  const left = ' '.repeat(indent);
  return Object.entries(fields).flatMap(([key, value]) => {
    if (value === undefined) return [];
    const above = value instanceof Noted ? commentLines(value.note, indent) : [];
    const [first, ...rest] = valueLines(bare(value), indent);
    return [...above, `${left}${scalar(key)}:${first === '' ? '' : ` ${first}`}`, ...rest];
  });
}

/** A comment, wrapped; line breaks and indentation stay. A command stays on one line, so that it can be copied. */
export function commentLines(text: string, indent = 0): string[] {
  const left = ' '.repeat(indent);
  return text.split('\n').flatMap((line) => {
    // A control character in a pack's text would end the comment, or make the file no YAML.
    const flat = line.replace(/[\p{C}\s\u2028\u2029]+/gu, ' ').trim();
    if (flat === '') return [`${left}#`];
    const lead = /^ */.exec(line)?.[0] ?? '';
    const hang = flat.startsWith('- ') ? `${lead}  ` : lead;
    const parts = flat.startsWith('aws ') ? [flat] : wrap(flat, wide - indent - 2 - hang.length);
    return parts.map((part, index) => `${left}# ${index === 0 ? lead : hang}${part.trimEnd()}`);
  });
}

/** What stands behind a key or a dash, then the lines below. */
function valueLines(value: Exclude<Value, Noted>, indent: number): string[] {
  if (typeof value === 'string' && value.includes('\n')) return blockLines(value, indent + 2);
  if (typeof value !== 'object') return [scalar(value)];
  if (value instanceof Call) {
    const short = flowOf(value);
    if (short !== null && short.length <= wide - indent) return [short];
    const [first, ...rest] = valueLines(bare(value.of), indent);
    return [`!${value.name}${first === '' ? '' : ` ${first}`}`, ...rest];
  }
  if (isList(value)) return value.length === 0 ? ['[]'] : ['', ...itemLines(value, indent + 2)];
  const lines = fieldLines(value, indent + 2);
  return lines.length === 0 ? ['{}'] : ['', ...lines];
}

/** A function's arguments on one line, where they are short and need no comment. Plain arguments stand there anyway. */
function flowOf(value: Value): string | null {
  if (typeof value === 'string') return /[,[\]{}\n]/.test(value) ? quoted(value) : scalar(value);
  if (typeof value !== 'object') return scalar(value);
  if (value instanceof Call) {
    const inner = flowOf(value.of);
    return inner === null ? null : `!${value.name} ${inner}`;
  }
  if (value instanceof Noted || !isList(value)) return null;
  const items = value.map(flowOf);
  return items.includes(null) ? null : `[${items.join(', ')}]`;
}

function itemLines(list: readonly Value[], indent: number): string[] {
  const left = ' '.repeat(indent);
  return list.flatMap((item) => {
    const above = item instanceof Noted ? commentLines(item.note, indent) : [];
    const value = bare(item);
    const [first, ...rest] = valueLines(value, indent);
    if (first !== '') return [...above, `${left}- ${first}`, ...rest];
    // The first line below moves up behind the dash, unless it is a comment: that would hang in the air.
    const [second = '', ...others] = rest;
    return second.trimStart().startsWith('#')
      ? [...above, `${left}-`, ...rest]
      : [...above, `${left}- ${second.slice(indent + 2)}`, ...others];
  });
}

function blockLines(text: string, indent: number): string[] {
  const left = ' '.repeat(indent);
  const body = text.endsWith('\n') ? text.slice(0, -1) : text;
  // A block that begins with a space or an empty line, or has nothing in it, would need a hint: JSON's quotes say it all.
  if (body === '' || /^[\s]/.test(body) || body.endsWith('\n') || /[^\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufffd]/.test(body))
    return [JSON.stringify(text)];
  return [text.endsWith('\n') ? '|' : '|-', ...body.split('\n').map((line) => (line === '' ? '' : left + line))];
}

/** Words and numbers that some YAML reader would not take for a string. */
const reserved =
  /^(?:y|n|yes|no|on|off|true|false|null|~|[-+]?[\d.][\d_.:,eExXoOa-fA-F+-]*|[-+]?[\d_.]*e[-+]?\d+|[-+]?\.(?:inf|nan)|=|<<)$/i;
const plain = /^[A-Za-z0-9_/.$](?:[\w ./$()@+*?~^;,=-]|:(?=[^\s]))*$/;

function scalar(value: string | number | boolean): string {
  if (typeof value !== 'string') return numberOrFlag(value);
  if (plain.test(value) && !value.endsWith(' ') && !reserved.test(value)) return value;
  return quoted(value);
}

function quoted(value: string): string {
  const odd = /[^\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/.test(value);
  return odd ? JSON.stringify(value) : `'${value.replaceAll("'", "''")}'`;
}

function numberOrFlag(value: number | boolean): string {
  // Exponents are read as strings by some: CloudFormation gets every digit.
  return typeof value === 'number' && Math.abs(value) >= 1e21 ? BigInt(value).toString() : String(value);
}

function bare(value: Value): Exclude<Value, Noted> {
  return value instanceof Noted ? bare(value.value) : value;
}

function isList(value: readonly Value[] | Fields): value is readonly Value[] {
  return Array.isArray(value);
}
