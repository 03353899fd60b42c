import * as z from 'zod';
import { suggestionFor } from '../engine/nearest.ts';
import { type Expected, type Finding, finding } from '../model/finding.ts';
import { type Cursor, nodeAt, type Path, pathText, plainValue, type SourceNode, spot, typeOf } from './source-node.ts';

type Issue = z.core.$ZodIssue;

/** Checks a value against a schema: gives it with the schema's type, or null after a finding for each problem. */
export function checkShape<T extends z.core.$ZodType>(schema: T, cursor: Cursor, findings: Finding[]): z.output<T> | null {
  if (!cursor.node) return null;
  const result = z.safeParse(schema, plainValue(cursor.node));
  if (result.success) return result.data;
  reportIssues(result.error.issues, cursor.node, cursor, findings);
  return null;
}

function reportIssues(issues: readonly Issue[], written: SourceNode, { path: base, root }: Cursor, findings: Finding[]): void {
  /** The paths of what is missing only because a key or an id is misspelt; the misspelling is reported instead. */
  const misspelt = new Set<string>();
  // What else is wrong with a file of another kind says nothing.
  const ofOtherKind = issues.flatMap(showingOtherKind);
  explainAll(ofOtherKind.length > 0 ? ofOtherKind : issues, base);

  /** The issue if it shows that a file is of another kind: its schema, or the first key if it knows none of them. */
  function showingOtherKind(issue: Issue): Issue[] {
    if (pathText(issue.path) === 'schema') return [issue];
    if (base.length > 0 || issue.code !== 'unrecognized_keys' || issue.keys.length !== written.entries?.size) return [];
    const allowed = issue.message.split(' ');
    const isMisspelt = issue.keys.some((name) => suggestionFor(name, allowed).suggestion !== undefined);
    return isMisspelt ? [] : [{ ...issue, keys: issue.keys.slice(0, 1) }];
  }

  /** Explains issues with parts of the value at a path; misspelt keys first, since others are missing because of them. */
  function explainAll(all: readonly Issue[], above: Path): void {
    const isUnknownKey = ({ code }: Issue): boolean => code === 'unrecognized_keys';
    for (const issue of [...all.filter(isUnknownKey), ...all.filter((each) => !isUnknownKey(each))]) {
      explain(issue, [...above, ...issue.path]);
    }
  }

  function explain(issue: Issue, path: Path): void {
    const found = partAt(path);
    const shape = issue.code === 'invalid_union' ? nearestShape(issue.errors as readonly (readonly Issue[])[]) : null;
    if (issue.code === 'unrecognized_keys') explainUnknownKeys(issue.keys, issue.message.split(' '), path);
    else if (!found) explainMissing(path);
    else if (shape) explainAll(shape, path);
    else findings.push(wrongValue(pathText(path) || found.at.file, found, issue));
  }

  function explainUnknownKeys(names: readonly string[], allowed: readonly string[], path: Path): void {
    for (const key of names) {
      const suggested = suggestionFor(key, allowed);
      if (suggested.suggestion !== undefined) misspelt.add(pathText([...path, suggested.suggestion]));
      findings.push(finding('unknown-key', partAt([...path, key])?.key ?? null, { key, allowed, ...suggested }));
    }
  }

  function explainMissing(path: Path): void {
    if (path.some((_, index) => misspelt.has(pathText(path.slice(0, index + 1))))) return;
    const above = path.slice(0, -1);
    const args = { key: String(path.at(-1)), in: pathText(above), ...entrySuggestion(root, above) };
    if (args.suggestion !== undefined) misspelt.add(args.in);
    findings.push(finding('missing-key', spot(partAt(above) ?? written), args));
  }

  /** The part of the value at a path from the top of the file or pack. */
  function partAt(path: Path): SourceNode | null {
    return nodeAt(written, path.slice(base.length));
  }
}

function wrongValue(key: string, found: SourceNode, issue: Issue): Finding {
  const allowed = allowedBy(issue);
  if (allowed && (typeof found.scalar === 'string' || typeof found.scalar === 'number')) {
    const value = String(found.scalar);
    return finding('not-one-of', found.at, { key, value, allowed, ...suggestionFor(value, allowed) });
  }
  return wrongType(key, found, (allowed ? 'string' : issue.message) as Expected);
}

/**
 * The entry that an incomplete one probably means: one with a similar id, from another file. A pack that extends another one
 * leaves out what it inherits, and inherits nothing with a misspelt id, or one that is gone: `isNew`.
 */
function entrySuggestion(root: SourceNode | null, path: Path): { readonly suggestion?: string; readonly isNew?: true } {
  const id = String(path.at(-1) ?? '');
  const siblings = root && nodeAt(root, path.slice(0, -1))?.entries;
  const own = siblings?.get(id)?.at.file;
  if (!siblings || own === undefined) return {};
  const inherited = [...siblings].flatMap(([other, node]) => (node.at.file === own ? [] : other));
  // Only a pack that extends another one has the parts of an entry in several files.
  return { ...(inherited.length > 0 && path.length > 2 && { isNew: true }), ...suggestionFor(id, inherited) };
}

/** The finding for a value whose type is not the expected one. */
export function wrongType(key: string, node: SourceNode, expected: Expected): Finding {
  const text = String(node.scalar ?? '');
  const isUnspaced = ['answers', 'condition', 'mapping'].includes(expected) && /^[\w-]+(:\S|：)/.test(text);
  if (isUnspaced) return finding('wrong-type', node.at, { key, expected, got: 'unspaced', text: '' });
  return finding('wrong-type', node.at, { key, expected, got: expected === 'filled' ? 'empty' : typeOf(node), text });
}

/** The allowed values of an enumeration or a discriminator; null for other issues. */
function allowedBy(issue: Issue): readonly string[] | null {
  if (issue.code === 'invalid_value' && issue.values.every((value) => typeof value === 'string')) return issue.values;
  return issue.code === 'invalid_union' && issue.errors.length === 0 ? issue.message.split(' ') : null;
}

/** The issues of the shape that a value was probably meant to have; null if none is close. */
function nearestShape(shapes: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const possible = shapes.filter((issues) => issues.every(({ path, code }) => path.length > 0 || code === 'unrecognized_keys'));
  const misfits = (issues: readonly Issue[]): number => issues.reduce((sum, issue) => sum + misfit(issue), 0);
  return possible.sort((a, b) => misfits(a) - misfits(b))[0] ?? null;
}

function misfit(issue: Issue): number {
  if (issue.code === 'unrecognized_keys') return issue.path.length === 0 ? issue.keys.length : 0;
  return issue.path.length === 1 ? 1 : 0;
}
