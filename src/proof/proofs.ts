import { valuesOf } from '../engine/values.ts';
import type { LintCode } from '../model/arguments/lint-args.ts';
import type { Notebook } from './lint-context.ts';
import type { Claim, Defect } from './prove/index.ts';

/** Tells a defect that a proof has found, at its place. */
export function tellDefect(notebook: Notebook, defect: Defect): void {
  const { witness } = defect;
  switch (defect.kind) {
    case 'gap': {
      const { node, question, values } = defect;
      notebook.tell('gap', `nodes.${node}.ask`, { node, question, values }, witness);
      break;
    }
    case 'overlap': {
      const { node, question, values, first, branch } = defect;
      notebook.tell('overlap', when(node, branch), { node, question, values, first: first + 1 }, witness);
      break;
    }
    case 'dead-branch': {
      const { node, question, reason, branch } = defect;
      notebook.tell('dead-branch', when(node, branch), { node, question, reason }, witness);
      break;
    }
    case 'dead-value': {
      const { node, question, values, branch } = defect;
      notebook.tell('dead-value', when(node, branch), { node, question, values }, witness);
      break;
    }
    case 'settled-question':
    case 'idle-question': {
      const { kind, node, question } = defect;
      notebook.tell(kind, `nodes.${node}.ask`, { node, question }, witness);
      break;
    }
    case 'asked-around-join': {
      const { node, questions } = defect;
      notebook.tell('asked-around-join', `nodes.${node}`, { node, questions });
      break;
    }
    case 'contradicted-service': {
      const { leaf, service, fact, question, values } = defect;
      const args = { leaf, service, fact, question, values };
      notebook.tell('contradicted-service', `nodes.${leaf}.services.0.service`, args, witness);
      break;
    }
    case 'dead-option': {
      const { leaf, service, option } = defect;
      notebook.tell('dead-option', `nodes.${leaf}.services.${option}.service`, { leaf, service }, witness);
      break;
    }
    case 'unreachable-node':
      notebook.tell('unreachable-node', `nodes.${defect.node}`, { node: defect.node });
      break;
    case 'unreachable-leaf':
      notebook.tell('unreachable-leaf', `nodes.${defect.leaf}`, { leaf: defect.leaf });
      break;
    case 'unreachable-service':
      notebook.tell('unreachable-service', `services.${defect.service}`, { service: defect.service });
      break;
    case 'unreachable-variant': {
      const { service, variant } = defect;
      notebook.tell('unreachable-variant', `services.${service}.variants.${variant}`, { service, variant });
      break;
    }
    case 'unused-question':
    case 'idle-requirement': {
      const { kind, question } = defect;
      notebook.tell(kind, `questions.${question}`, { question });
      break;
    }
    case 'dead-rule': {
      const { question, list, rule } = defect;
      const asked = valuesOf(notebook.subject.pack.nodes).some(({ ask }) => ask === question);
      notebook.tell('dead-rule', `questions.${question}.${list}.${rule}`, { question, list, asked });
      break;
    }
    case 'incomplete-default': {
      const { question, list } = defect;
      notebook.tell('incomplete-default', `questions.${question}.${list}`, { question, list }, witness);
      break;
    }
    case 'dead-advice':
      notebook.tell('dead-advice', `advice.${defect.advice}`, { advice: defect.advice });
      break;
    case 'not-proved': {
      const { claim, id } = defect;
      notebook.tell('not-proved', `${sections[claim]}.${id}`, { claim, id });
      break;
    }
  }
}

/** What is not known to be absent where a proof was given up. */
export const leftOpen: { readonly [C in Claim]: readonly LintCode[] } = {
  node: ['gap', 'overlap', 'dead-branch', 'dead-value', 'settled-question', 'unreachable-node'],
  question: ['idle-question'],
  leaf: ['contradicted-service', 'dead-option', 'unreachable-leaf'],
  advice: ['dead-advice'],
  requirement: ['idle-requirement'],
  rule: ['dead-rule', 'incomplete-default'],
};

const sections = {
  node: 'nodes',
  question: 'nodes',
  leaf: 'nodes',
  advice: 'advice',
  requirement: 'questions',
  rule: 'questions',
} as const;

function when(node: string, branch: number): string {
  return `nodes.${node}.branches.${branch}.when`;
}
