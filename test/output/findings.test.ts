import { describe, expect, test } from 'vitest';
import { type Finding, finding } from '../../src/model/finding.ts';
import type { SourceLocation } from '../../src/model/source-location.ts';
import { messageOf, renderFindings } from '../../src/output/findings.ts';
import { displayWidth } from '../../src/output/text/width.ts';
import { loadPackFolder } from '../../src/pack/pack-folder.ts';
import { readingCodes } from '../../src/pack/reading-codes.ts';
import { readYaml } from '../../src/pack/yaml.ts';
import { readAnswersFile } from '../../src/records/answers-file.ts';
import { answersFindings, packFindings, yamlFindings } from '../pack/broken.ts';
import { bytes, marked, memoryFiles, sourceIn } from '../pack/memory.ts';
import { small, smallWith } from '../pack/small.ts';

function at(line: number, col: number, length: number): SourceLocation {
  return { file: 'f.yaml', line, col, length };
}

function render(location: SourceLocation, text: string, lang = 'en'): string[] {
  const found = finding('unknown-value', location, {
    question: 'data',
    id: 'massage',
    known: ['stream', 'message'],
    suggestion: 'message',
  });
  return renderFindings([found], new Map([['f.yaml', text]]), lang).split('\n');
}

describe('a finding', () => {
  test('has its place, level, sentence and code, then the line and a caret, in either language', () => {
    expect(render(at(2, 9, 7), 'answers:\n  data: massage\n')).toEqual([
      'f.yaml:2:9: error: `massage` is not a value of `data`. Did you mean `message`? [unknown-value]',
      '2 |   data: massage',
      '  |         ^^^^^^^',
      '',
    ]);
    expect(render(at(2, 9, 7), 'answers:\n  data: massage\n', 'ja')[0]).toBe(
      'f.yaml:2:9: error: 「data」に「massage」という値はありません。「message」の間違いではありませんか？ [unknown-value]',
    );
  });

  test.each([
    ['full-width characters before and below it', '名前: 注文', at(1, 5, 2), '名前: 注文', '      ^^^^'],
    ['half-width katakana', 'ﾅﾏｴ: x', at(1, 6, 1), 'ﾅﾏｴ: x', '     ^'],
    ['a combined character', 'か\u3099: x', at(1, 5, 1), 'か\u3099: x', '    ^'],
    ['an emoji', '😀: x', at(1, 5, 1), '😀: x', '    ^'],
    ['tabs', '\ta:\tx', at(1, 5, 1), ' a: x', '    ^'],
    ['Windows line ends', 'a: x\r\nb: y', at(1, 4, 1), 'a: x', '   ^'],
    ['control characters', 'a: \u001b[31mx', at(1, 4, 1), 'a: \\u{1b}[31mx', '   ^^^^^^'],
    ['a reversed line', 'a: \u202exyz', at(1, 5, 1), 'a: \\u{202e}xyz', '           ^'],
    ['the end of the line', 'a: [', at(1, 5, 1), 'a: [', '    ^'],
  ])('the caret is right under %s', (_, text, place, line, caret) => {
    expect(render(place, text).slice(1)).toEqual([`1 | ${line}`, `  | ${caret}`, '']);
  });

  test('shows only the part of a very long line that is near the caret', () => {
    const text = `${'あ'.repeat(1_000_000)}ここ${'い'.repeat(1_000_000)}`;
    const [, line = '', caret = ''] = render(at(1, 1_000_001, 2), text);
    expect(displayWidth(line)).toBeLessThanOrEqual(80);
    expect(line).toMatch(/^1 \| …あ+ここい+…$/);
    expect(displayWidth(line.slice(0, line.indexOf('ここ')))).toBe(caret.indexOf('^'));
    expect(caret.trim()).toMatch(/^\| *\^{4}$/);
  });

  test('is only a sentence without a source, a line or a place', () => {
    const found = finding('folder-missing', null, { path: 'rules' });
    expect(renderFindings([found], new Map(), 'en')).toBe(
      'error: There is no folder `rules`. Check the spelling and the current folder. [folder-missing]\n',
    );
    expect(renderFindings([], new Map(), 'en')).toBe('');
    expect(render(at(1, 1, 1), '')).toHaveLength(2);
    expect(render(at(9, 1, 1), 'x')).toHaveLength(2);
  });

  test('with the same list of names as one above leaves it out', () => {
    const found = ['a', 'b', 'c'].map((id) => finding('unknown-question', null, { id, known: ['data', 'fanout'] }));
    const meant = finding('unknown-question', null, { id: 'dat', known: ['data'], suggestion: 'data' });
    const text = renderFindings([...found, meant, meant], new Map(), 'en');
    expect(text.match(/Known|Did you mean/g)).toEqual(['Known', 'Did you mean', 'Did you mean']);
  });

  test('shortens what is too long to read', () => {
    const [problem] = messageOf(finding('unknown-question', null, { id: '長'.repeat(5_000), known: [] }), 'en');
    expect(problem).toBe(`There is no question \`${'長'.repeat(120)}…\`.`);
  });
});

describe('messages', () => {
  const pack = sourceIn(small).in('en');

  const reported: readonly Finding[] = [
    ...yamlFindings.flatMap(([, written]) => readYaml(bytes(marked(written).text), 'f.yaml').findings),
    ...answersFindings.flatMap(([, written]) => readAnswersFile(bytes(marked(written).text), 'f.yaml', pack).findings),
    ...packFindings.flatMap(
      ([, written, file, old]) => loadPackFolder(memoryFiles({ ...smallWith(file, old, marked(written).text) }), 'pack').findings,
    ),
  ];

  test.each(['en', 'ja'])('are whole sentences in %s', (lang) => {
    const end = lang === 'ja' ? /[。？]$/ : /[.?]$/;
    for (const each of reported) {
      const [problem, mitigation] = messageOf(each, lang);
      expect(problem, each.code).toMatch(end);
      if (mitigation !== '') expect(mitigation, each.code).toMatch(end);
      expect(`${problem} ${mitigation}`).not.toMatch(/undefined|null\b(?!`|）| で| removes)|\[object/);
    }
  });

  test('say whether what stands there is a text or a number', () => {
    const wrong = (got: 'string' | 'number', lang: string) =>
      messageOf(finding('wrong-type', null, { key: 'version', expected: 'version', got, text: '5' }), lang)[0];
    expect(wrong('string', 'en')).toBe('`version` must be a version such as 1.0.0, not the text `5`.');
    expect(wrong('number', 'ja')).toBe('「version」には 1.0.0 のようなバージョンが必要です。数値「5」は使えません。');
    const id = finding('wrong-type', null, { key: 'id', expected: 'string', got: 'number', text: '5' });
    expect(messageOf(id, 'en')[1]).toBe('Put quotes around it.');
    const max = finding('wrong-type', null, { key: 'max', expected: 'number', got: 'string', text: '5' });
    expect(messageOf(max, 'en')[1]).toBe('Remove the quotes around it.');
  });

  test('each code of a pack being loaded has an example', () => {
    // Codes of files, folders and packs that extend others have their own tests.
    const elsewhere =
      'file-missing file-unreadable file-is-folder file-too-big outside-folder folder-missing not-a-folder ' +
      'folder-empty folder-too-deep not-utf8 alias-limit more-problems extends-cycle ' +
      'nothing-to-remove invalid-inherited-cases';
    const examples = new Set<string>([...reported.map(({ code }) => code), ...elsewhere.split(' ')]);
    expect(Object.keys(readingCodes).filter((code) => !examples.has(code))).toEqual([]);
  });
});
