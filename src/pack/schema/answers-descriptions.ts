/**
 * What each key of an answers file means, for the hover of editors. `*` is a question, of which the pack itself has the
 * description. Only the published JSON Schema takes these in: reading answers loads none of them.
 */
export const answersDescriptions: Readonly<Record<string, string>> = {
  'file.schema': 'The format of the file.',
  'file.id': 'Id of the record, by which other records and baselines name it. `--save` makes one.',
  'file.title': 'What the record is about: the two parts that it links.',
  'file.from': 'The application that produces, or several. For `tsunagi overview`.',
  'file.to': 'The application that consumes, or several. For `tsunagi overview`.',
  'file.answers': 'Answers by id of the question: a value, or {value, note, from}. An empty one or `unknown` is no answer.',
  'file.answers.*.value': 'The answer.',
  'file.answers.*.note': 'Why this is the answer.',
  'file.answers.*.from': 'Who gave the answer, or what did: flag, env, prompt, default, or a name.',
  'file.expect': 'What the answers led to. `--save` writes it, and `tsunagi check` holds it; absent keys are not looked at.',
  'file.expect.service': 'Id of the recommended service; null: none.',
  'file.expect.variant': 'Id of the recommended variant; null: none.',
  'file.expect.with': 'Ids of the services and neighbours that complete the recommendation.',
  'file.expect.leaves': 'Ids of the leaves that the answers lead to.',
  'file.expect.rules': 'The rules that it was decided with: id@version.',
  'file.expect.digest': 'SHA-256 of the rules. A differing digest alone is no finding.',
  'file.expect.answers-digest': "SHA-256 of the answers' values, which shows that they were changed afterwards.",
  'file.review-by': 'Day by which the decision must be looked at again: YYYY-MM-DD. `tsunagi check` enforces it.',
  'file.status': '`proposed`, `accepted` or `superseded`. A superseded record is not checked any more.',
  'file.notes': 'Anything else that is worth knowing.',
  'file.date': 'Day of the decision: YYYY-MM-DD.',
  'file.decided-by': 'Who decided: one name or several.',
  'file.supersedes': 'Id of the record that this one takes the place of, or several.',
  'file.superseded-by': 'Id of the record that took the place of this one.',
  'file.built':
    'The resources that it was built as: logical ids, paths of AWS CDK constructs, or addresses of Terraform. [] says that none is in what is checked.',
};
