import { join } from 'node:path';
import { nodeIo } from '../../../src/cli/host/node-io.ts';
import { decide } from '../../../src/engine/decide.ts';
import type { Decision } from '../../../src/model/decision.ts';
import type { Option, Pack } from '../../../src/model/pack.ts';
import type { PackSource } from '../../../src/model/pack-source.ts';
import { loadPackFolder, localize, templatesOf } from '../../../src/pack/index.ts';
import { alarmsTemplate as alarmsTemplateOf } from '../../../src/starters/alarms-template.ts';
import { templateLibrary } from '../../../src/starters/compose.ts';
import { decisionTemplate as decisionTemplateOf } from '../../../src/starters/decision-template.ts';

const root = join(import.meta.dirname, '../../..');

/** The built-in pack, from its YAML. */
export function builtInPack(lang: string): Pack {
  return localize(builtInSource(), lang);
}

let loaded: PackSource | null = null;

function builtInSource(): PackSource {
  if (loaded) return loaded;
  const { source, findings } = loadPackFolder(nodeIo(process).files, join(root, 'rules/aws-messaging'));
  if (source === null) throw new Error(JSON.stringify(findings));
  loaded = source;
  return source;
}

let library: ReturnType<typeof templateLibrary> | null = null;

/** The templates of the built-in pack, from their YAML. */
function builtInLibrary(): ReturnType<typeof templateLibrary> {
  library ??= templateLibrary(templatesOf(builtInSource()));
  return library;
}

export const decisionTemplate = (pack: Pack, decision: Decision, title: string | null): string =>
  decisionTemplateOf(pack, builtInLibrary(), decision, title);

export const alarmsTemplate = (pack: Pack, service: string, variant?: string): string =>
  alarmsTemplateOf(pack, builtInLibrary(), service, variant);

/** What the answers of the pack's own cases come to, with the case's name; only what they decide. */
export function decidedCases(pack: Pack): { readonly name: string; readonly decision: Decision }[] {
  return builtInSource().cases.flatMap(({ name, answers, assume, defaults }) => {
    const given = Object.fromEntries(Object.entries(answers).map(([id, value]) => [id, { value, from: 'file' as const }]));
    const decision = decide(pack, given, { assume, defaults });
    return decision.status === 'decided' ? [{ name, decision }] : [];
  });
}

/** A recommendation that some leaf can make, as far as it decides which template there is. */
export interface Case {
  readonly name: string;
  readonly option: Option;
  readonly companions: readonly string[];
  readonly sender: 'https' | 'websocket';
}

/**
 * Every service, variant, pattern and company that a leaf can recommend: each option of each leaf, alone and with what
 * each advice that speaks of it adds, for senders of both kinds.
 */
export function casesOf(pack: Pack): Case[] {
  const cases = new Map<string, Case>();
  for (const { options } of Object.values(pack.leaves)) {
    for (const option of options) {
      const speaking = pack.advice.filter(
        ({ services, patterns }) =>
          (services.length === 0 ||
            services.includes(option.service) ||
            services.includes(`${option.service}/${option.variant}`)) &&
          (patterns.length === 0 || (option.pattern !== null && patterns.includes(option.pattern))),
      );
      for (const more of [[], ...speaking.map((advice) => advice.with), speaking.flatMap((advice) => advice.with)]) {
        const companions = [...new Set([...option.with, ...more])];
        for (const sender of companions.includes('api-gateway') ? (['https', 'websocket'] as const) : (['https'] as const)) {
          const kind = [option.service, option.variant].filter(Boolean).join('/');
          const name = [
            kind,
            ...companions.map((id) => `+ ${id}`),
            `(${option.pattern})`,
            ...(sender === 'websocket' ? ['from websocket'] : []),
          ].join(' ');
          if (!cases.has(name)) cases.set(name, { name, option, companions, sender });
        }
      }
    }
  }
  return [...cases.values()];
}

/** Decisions for no answers, by pack: making one takes long. */
const bases = new Map<Pack, Decision>();

/** A decision that recommends just this. */
export function decisionOf(pack: Pack, { option, companions, sender }: Case): Decision {
  const base = bases.get(pack) ?? decide(pack, {}, { assume: true, defaults: true });
  bases.set(pack, base);
  return {
    ...base,
    status: 'decided',
    answers: sender === 'websocket' ? { protocol: 'websocket' } : {},
    open: null,
    recommendation: {
      service: option.service,
      name: option.service,
      variant: option.variant,
      with: companions,
      summary: option.summary,
      because: option.because,
      pattern: option.pattern,
      tradeOffs: [],
      cost: [],
      sizing: [],
      leaves: [],
      layer: pack.id,
    },
  };
}
