import { type Derived, type Question, questionOf } from '../../model/pack.ts';
import { entryLine } from '../layers.ts';
import type { SourceNode } from '../source-node.ts';
import type { PackBuilder } from './pack-builder.ts';

const noNumber = { values: [], min: 0, max: null, integer: false, unit: '', example: '' };

/** Builds questions and derived quantities; `inputs` maps each question in a formula to the quantity. */
export function buildQuantities(builder: PackBuilder) {
  for (const id of builder.ids('questions')) builder.questions.set(id, null);
  // Conditions may refer to later questions, so all are known before any is built.
  const built = builder.section('questions', (id, file) => {
    const { min = 0, max = null, integer = false } = file.type === 'number' ? file : noNumber;
    const values = Object.keys(file.type === 'number' ? {} : file.values).map((value) => ({ value }));
    // `rules lint` reports bounds that allow no number; every value in the pack would be outside of them.
    const bounds = max !== null && min > max ? { min: -Infinity, max: null } : { min, max };
    builder.questions.set(id, { id, type: file.type, values, ...bounds, integer, unit: '' });
  });
  // Choices have the keys of numbers, too, although files must not write them.
  const questions = (built as Question[]).map((each): Question => ({ ...noNumber, ...each }));
  for (const id of builder.ids('derived')) builder.derived.set(id, null);
  const inputs = new Map<string, string>();
  const derived = (builder.section('derived') as Written[]).flatMap((each): Derived[] => {
    builder.derived.set(each.id, { ...noNumber, type: 'number', id: each.id, unit: each.unit });
    const product = readFormula(each);
    return product ? [{ ...each, ...product }] : [];
  });
  for (const id of builder.ids('derived').filter((each) => builder.questions.has(each))) {
    const first = entryLine(builder.root.to('questions').to(id).node as SourceNode);
    builder.report('duplicate-id', builder.root.to('derived').to(id).key, { kind: 'derived', id, first });
  }
  return { questions, derived, inputs };

  /** Reads and checks a formula, and adds its inputs to `inputs`; null: it cannot be read. */
  function readFormula({ id: quantity, formula }: Written): Product | null {
    const cursor = builder.root.to('derived').to(quantity).to('formula');
    const product = parseFormula(formula);
    if (!product) {
      builder.report('bad-formula', cursor.at, { derived: quantity });
      return null;
    }
    for (const id of product.inputs) {
      if (!builder.derived.has(id) && !builder.quantity(id, cursor, cursor.at, false)) continue;
      if (isInput(questionOf({ questions }, id))) inputs.set(id, quantity);
      else builder.report('bad-input', cursor.at, { derived: quantity, question: id });
    }
    return product;
  }

  /** Reasoning about a quantity is sound only for number inputs that are given or unknown, never assumed or branched on. */
  function isInput(question: Question | undefined): boolean {
    const isNumberRequired = question?.type === 'number' && question.group === 'requirement';
    return isNumberRequired && !builder.root.to('questions').to(question.id).to('assume').node;
  }
}

type Product = Pick<Derived, 'inputs' | 'factor' | 'divisor'>;
type Written = Omit<Derived, keyof Product>;

/** A quantity beyond it would no longer be a number that JSON can hold. */
const MAX_FACTOR = 1e15;

/**
 * Reads the formula of a derived quantity, such as `throughput * message-kib / 1024`: a product of number questions, each named
 * at most once, and of numbers, which may also divide it. So it never falls when an input rises. Null: it is none.
 */
export function parseFormula(text: string): Product | null {
  const inputs: string[] = [];
  let [factor, divisor] = [1, 1];
  // There is no subtraction: a dash is part of an id.
  const parts = ['*', ...(text.match(/\d+(?:\.\d+)?|[a-z](?:[a-z0-9.-]*[a-z0-9])?|\S/g) ?? [])];
  for (let at = 0; at < parts.length; at += 2) {
    const [operator, operand = ''] = parts.slice(at, at + 2);
    if (operator !== '*' && operator !== '/') return null;
    if (/^\d/.test(operand)) {
      if (operator === '/') divisor *= Number(operand);
      else factor *= Number(operand);
      if ([factor, divisor].some((each) => each < 1 / MAX_FACTOR || each > MAX_FACTOR)) return null;
    } else if (!/^[a-z]/.test(operand) || operator === '/' || inputs.includes(operand)) return null;
    else inputs.push(operand);
  }
  return inputs.length > 0 ? { inputs, factor, divisor } : null;
}
