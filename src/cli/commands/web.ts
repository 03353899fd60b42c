import { BadInput } from '../../model/bad-input.ts';
import type { Pack } from '../../model/pack.ts';
import type { LinkRecord } from '../../model/record.ts';
import { offeringText } from '../../model/service-variant.ts';
import { type PageRecord, webPage } from '../../web/web-page.ts';
import type { Context, Invocation } from '../context.ts';
import { flagBefore } from '../equivalent-command.ts';
import { Exit } from '../exit.ts';
import { recordsNamed } from '../input.ts';
import { writeOut } from '../output.ts';

const languages = ['en', 'ja'] as const;

/** `tsunagi web`: writes the questionnaire as one HTML page, with the rules in force and the named records. */
export async function webCommand(context: Context, invocation: Invocation): Promise<number> {
  const { io, packs, pack, lang, folder } = context;
  const records = await recordsOf(context, invocation);
  const inLanguages = languages.map((each) => packs.in(each));
  const page = await webPage({
    packs: [...new Map(inLanguages.map((each): [string, Pack] => [each.lang, each])).values()],
    script: io.builtIn('web/page.js'),
    lang,
    flags: Object.fromEntries(pack.questions.map(({ id }) => [id, flagBefore(id)])),
    rules: folder,
    records: records.map(pageRecord),
  });
  writeOut(io, invocation.get('output'), page);
  return Exit.done;
}

/** @throws BadInput if one is unreadable: a page without it would hide that it exists */
async function recordsOf(context: Context, invocation: Invocation): Promise<readonly LinkRecord[]> {
  const sources = new Map<string, string>();
  const { records, broken } = (await recordsNamed(context, invocation))(context.pack, sources);
  const errors = broken.filter(({ level }) => level === 'error');
  if (errors.length > 0) throw new BadInput(errors, sources);
  return records;
}

function pageRecord({ key, file, title, answers, expect }: LinkRecord): PageRecord {
  const service = expect?.service ?? null;
  return {
    name: title ?? key,
    title,
    file,
    answers: Object.fromEntries(Object.entries(answers).map(([id, { value }]) => [id, value])),
    result: service === null ? null : offeringText({ service, variant: expect?.variant ?? null }),
    digest: expect?.digest ?? null,
  };
}
