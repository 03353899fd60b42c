import about from '../../../package.json' with { type: 'json' };
import { BadInput } from '../../model/bad-input.ts';
import { reportFormats } from '../../output/reports/formats.ts';
import { fails } from '../../output/reports/report.ts';
import { type LoadedPack, templateFindings } from '../../pack/index.ts';
import { toYaml } from '../../pack/yaml.ts';
import { lint } from '../../proof/index.ts';
import { lintReport } from '../../proof/lint-report.ts';
import { isOption } from '../commands.ts';
import type { Context, Invocation } from '../context.ts';
import { rulesCommandOf } from '../equivalent-command.ts';
import { Exit } from '../exit.ts';
import { packNamed } from '../packs.ts';
import { writeReport } from '../report.ts';
import { viewOf } from '../view.ts';

/** `tsunagi rules lint`: reports all problems of a pack, or if there are none, what was proved of it. */
export async function rulesLintCommand(context: Context, invocation: Invocation): Promise<number> {
  invocation.refuse();
  const asOf = invocation.get('as-of')?.value ?? context.io.today();
  const { source, findings, sources, extendsAt } = await load(context);
  const view = await viewOf(context, invocation, reportFormats);
  const lang = view.speech;
  const result = source && lint(source.in(lang), { source, asOf, isOption });
  const report = lintReport([...findings, ...(source ? templateFindings(source) : [])], result, {
    version: about.version,
    lang,
    subject: source && `${source.id}@${source.version}`,
    asOf,
    toYaml,
    command: rulesCommandOf(['decide'], context.folder, ['-a', '-']),
  });
  await writeReport(context, view, report, sources, extendsAt);
  return report.findings.some(fails) ? Exit.found : Exit.done;
}

/** The pack, or its findings. Throws `BadInput` if the folder is unreadable. */
async function load({ io, rules, packs }: Context): Promise<LoadedPack> {
  if (rules === null) return { ...(await packs.source()), findings: [] };
  const loaded = await packNamed(io, rules);
  if (loaded.findings.some(({ at }) => at === rules.place)) throw new BadInput(loaded.findings, loaded.sources);
  return loaded;
}
