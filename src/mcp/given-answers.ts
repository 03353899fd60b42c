import { readAnswers } from '../engine/answer.ts';
import type { Answers } from '../model/decision.ts';
import { fileErrorCode } from '../model/io.ts';
import { messageOf } from '../output/findings.ts';
import { type AnswersDocument, readAnswersFile } from '../records/answers-file.ts';
import { type Desk, ToolError } from './desk.ts';

/** Answers that a tool or a form gave. */
export function answersFrom({ pack }: Desk, given: Readonly<Record<string, unknown>>, from: 'agent' | 'form'): Answers {
  const { answers, problems } = readAnswers(pack, given, from);
  if (problems.length > 0) {
    const texts = problems.map(({ problem: each }) => {
      const { problem, mitigation } = messageOf(each, pack.lang);
      return [problem, mitigation].filter((text) => text !== '').join(' ');
    });
    throw new ToolError(texts.join('\n'));
  }
  return answers;
}

/** The answers of one record, as `file` or `file#id`. */
export function answersInFile({ pack, files, texts: { agents } }: Desk, given: string): AnswersDocument {
  const hash = given.indexOf('#');
  const path = hash < 0 ? given : given.slice(0, hash);
  const wanted = hash < 0 ? null : given.slice(hash + 1);
  if (!files.isInside(path)) throw new ToolError(agents.outside(path));
  const { documents, findings } = readAnswersFile(bytesOf(files, path, agents.noFile(path)), path, pack);
  const problems = findings.map((finding) => messageOf(finding, pack.lang).problem);
  if (problems.length > 0) throw new ToolError(problems.join('\n'));
  const found = wanted === null ? documents : documents.filter(({ id, title }) => id === wanted || title === wanted);
  const [document] = found;
  if (!document || found.length > 1) {
    const known = documents.map(({ id, title, index }) => `${path}#${id ?? title ?? index + 1}`);
    throw new ToolError(agents.severalRecords(path, known.join(', ')));
  }
  return document;
}

function bytesOf(files: Desk['files'], path: string, problem: string): Uint8Array {
  try {
    return files.read(path);
  } catch (error) {
    if (fileErrorCode(error) === null) throw error;
    throw new ToolError(problem);
  }
}
