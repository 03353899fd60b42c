/** The texts of `tsunagi mcp` for agents and forms, besides the pack's own. */
export const agents = {
  instructions: (title: string) =>
    `Advises which service to use (${title}). Call choose_link and put its questions to the person; do not answer for them. Pass on what they chose, or \`unknown\`. A decision comes with a record: save it as it is (status: proposed); a person accepts it.`,
  tools: {
    choose_link: (services: string, title: string) =>
      `${title}: choose one of ${services}. Takes the answers so far, returns the next questions for the person or the decision with reasons. Asks the person in a form where the client can.`,
    explain_link: () =>
      'Explain one decision: why this service, why not the others, which answers would change it, and the sources. Keeps no answers.',
    check_records: () => 'Re-evaluate saved decisions (answers files) and report what has changed. Writes nothing.',
  },
  titles: {
    choose_link: 'Choose the service for a link',
    explain_link: 'Explain a decision',
    check_records: 'Check recorded decisions',
  },
  args: {
    answers: 'Ids of questions and values as choose_link names them; `unknown` keeps a question open. Only what the person said.',
    session: 'The session of an earlier result; its answers are kept.',
    file: 'An answers file in the working folder to start from; `#id` after it names one of several records.',
    title: 'What is linked, as in "orders to billing".',
    paths: 'Answers files, folders of them or globs, inside the working folder.',
    human: 'Also fail on answers that no person gave.',
  },

  form: (title: string, left: number) =>
    `${title ? `${title}: which` : 'Which'} service should be used? ${left > 1 ? `At most ${left} questions.` : 'The last question.'}`,
  askPerson: 'Put these questions to the person; do not answer for them.',
  asText: 'A form cannot go further here; these are the questions as text.',
  again: 'Unknown so far. Ask only if no known requirement settles the decision.',
  byDefault: (value: string) => `If nobody knows: ${value}, if the person agrees.`,
  group: 'one of these',
  numberOf: (unit: string, example: string) => `A number${unit && ` (${unit})`}${example && `, such as ${example}`}`,
  answered: 'Answers so far',
  continueWith: (session: string) => `Call choose_link again with session "${session}" and the new answers.`,
  requirements: 'Ask the person once which of these requirements are known; each could still change the decision',
  more: 'More: explain_link with this session (reasoning, all services, sources)',
  record:
    'The record: save it as it is in a YAML file, or in place of the record it started from. It is a proposal until a person sets `status: accepted`.',

  waiting: 'Waiting for an MCP client on standard input; end with Ctrl-D. For people: tsunagi',

  outside: (path: string) => `${path} is outside the working folder. Name files inside it.`,
  unknownSession: (session: string) =>
    `There is no session "${session}": the server was restarted, or has dropped it. Call again without it; give the answers, or the file of a record.`,
};
