import * as z from 'zod/mini';
import { gotOf } from '../engine/answer.ts';
import { nearest } from '../engine/nearest.ts';
import { type Expected, type Finding, finding } from '../model/diagnostic.ts';
import { at, type Path, pathText, plain, type SourceNode, spot } from './source-node.ts';

type Issue = z.core.$ZodIssue;

/**
 * Checks a value against a schema.
 *
 * @param base the path that the value stands at, for messages
 * @param findings where problems are added
 * @returns the value as the schema has it, or null after a finding for each problem
 */
export function checkShape<T extends z.core.$ZodType>(
  schema: T,
  written: SourceNode,
  base: Path,
  findings: Finding[],
): z.output<T> | null {
  const result = z.safeParse(schema, plain(written));
  if (result.success) return result.data;
  for (const issue of result.error.issues) explain(issue as Issue, [], { written, base, findings });
  return null;
}

interface Ground {
  readonly written: SourceNode;
  readonly base: Path;
  readonly findings: Finding[];
}

function explain(issue: Issue, above: Path, ground: Ground): void {
  const { written, base, findings } = ground;
  const path = [...above, ...issue.path];
  const found = at(written, path);
  if (issue.code === 'unrecognized_keys') {
    const allowed = issue.message.split(' ');
    for (const key of issue.keys) {
      const suggestion = nearest(key, allowed);
      const place = found?.entries?.get(key)?.key ?? null;
      findings.push(finding('unknown-key', place, { key, allowed, ...(suggestion === null ? {} : { suggestion }) }));
    }
    return;
  }
  const whole = [...base, ...path];
  if (!found) {
    const key = String(path.at(-1));
    const around = at(written, path.slice(0, -1)) ?? written;
    findings.push(finding('missing-key', spot(around), { key, in: pathText(whole.slice(0, -1)) }));
    return;
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const shape = nearestShape(issue.errors as readonly (readonly Issue[])[]);
    if (shape) {
      for (const inner of shape) explain(inner, path, ground);
      return;
    }
  }
  const key = pathText(whole);
  const allowed = allowedBy(issue);
  if (allowed && (typeof found.scalar === 'string' || typeof found.scalar === 'number')) {
    const value = String(found.scalar);
    const suggestion = nearest(value, allowed);
    findings.push(finding('not-one-of', found.at, { key, value, allowed, ...(suggestion === null ? {} : { suggestion }) }));
    return;
  }
  const expected = (allowed ? 'string' : issue.message) as Expected;
  const got = found.items ? 'list' : found.entries ? 'mapping' : gotOf(found.scalar);
  const text = found.scalar === undefined || found.scalar === null ? '' : String(found.scalar);
  findings.push(finding('wrong-type', found.at, { key, expected, got, text }));
}

/** The values that an enumeration, or what tells shapes apart, may have. */
function allowedBy(issue: Issue): readonly string[] | null {
  if (issue.code === 'invalid_value' && issue.values.every((value) => typeof value === 'string')) return issue.values as string[];
  return issue.code === 'invalid_union' && issue.errors.length === 0 ? issue.message.split(' ') : null;
}

/** Of the shapes that a value may have, what is wrong with it as the one that it was probably meant to be; null if none. */
function nearestShape(shapes: readonly (readonly Issue[])[]): readonly Issue[] | null {
  let best: readonly Issue[] | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const issues of shapes) {
    if (issues.some((issue) => issue.path.length === 0 && issue.code !== 'unrecognized_keys')) continue;
    const misfits = issues.reduce((sum, issue) => sum + misfit(issue), 0);
    if (misfits < least) {
      best = issues;
      least = misfits;
    }
  }
  return best;
}

function misfit(issue: Issue): number {
  if (issue.code === 'unrecognized_keys') return issue.path.length === 0 ? issue.keys.length : 0;
  return issue.path.length === 1 ? 1 : 0;
}
