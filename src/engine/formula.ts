import type { Pack } from '../model/pack.ts';
import type { Dimension } from './cells.ts';

/** A formula over number questions, as a syntax tree. */
export type Expression =
  | { readonly number: number }
  | { readonly question: string }
  | { readonly operator: Operator; readonly left: Expression; readonly right: Expression };

type Operator = '+' | '*' | '/';

/** Why and where a formula cannot be read: `at` counts characters from 1; 0 is the end of the text. */
export interface FormulaProblem {
  readonly reason: 'operand' | 'operator' | 'bracket' | 'repeated' | 'divisor' | 'nonlinear' | 'no-input' | 'too-long';
  readonly at: number;
  readonly found: string;
}

/** A limit for the parser, which recurses into brackets. */
const MAX_FORMULA_CHARACTERS = 500;

/**
 * Reads the formula of a derived quantity: numbers, ids of questions, `+ * /` and brackets. With each question named
 * at most once, no subtraction and no question in a divisor, the result is linear in each input and never falls when
 * one rises.
 *
 * @param text such as `throughput * message-kib / 1024`
 * @returns the expression, or the first problem
 */
export function parseFormula(text: string): { readonly expression: Expression } | { readonly problem: FormulaProblem } {
  if (text.length > MAX_FORMULA_CHARACTERS) return { problem: { reason: 'too-long', at: MAX_FORMULA_CHARACTERS, found: '' } };
  try {
    const expression = formulaIn(text);
    return inputsOf(expression).length > 0 ? { expression } : { problem: { reason: 'no-input', at: 1, found: text } };
  } catch (error) {
    if (error instanceof FormulaError) return { problem: error.problem };
    throw error;
  }
}

/** The questions in a formula; none if it cannot be read. */
export function inputsOfFormula(formula: string): readonly string[] {
  const parsed = parseFormula(formula);
  return 'problem' in parsed ? [] : inputsOf(parsed.expression);
}

/** The questions in an expression, in order. */
export function inputsOf(expression: Expression): readonly string[] {
  if ('number' in expression) return [];
  if ('question' in expression) return [expression.question];
  return [...inputsOf(expression.left), ...inputsOf(expression.right)];
}

/** Evaluates an expression; `numberOf` gives the values of its inputs. */
export function evaluate(expression: Expression, numberOf: (question: string) => number): number {
  if ('number' in expression) return expression.number;
  if ('question' in expression) return numberOf(expression.question);
  const left = evaluate(expression.left, numberOf);
  const right = evaluate(expression.right, numberOf);
  return expression.operator === '+' ? left + right : expression.operator === '*' ? left * right : left / right;
}

class FormulaError extends Error {
  readonly problem: FormulaProblem;

  constructor(problem: FormulaProblem) {
    super(problem.reason);
    this.problem = problem;
  }
}

interface Token {
  readonly text: string;
  /** Counted from 1; 0 at the end. */
  readonly at: number;
}

/** The expression of a whole text; throws FormulaError. */
function formulaIn(text: string): Expression {
  // There is no subtraction: a dash is part of an id.
  const matches = [...text.matchAll(/\d+(?:\.\d+)?|[a-z](?:[a-z0-9.-]*[a-z0-9])?|\S/g)];
  const tokens = matches.map((match): Token => ({ text: match[0], at: match.index + 1 }));
  const end: Token = { text: '', at: 0 };
  const named = new Set<string>();
  let next = 0;
  const expression = sum();
  if (peek().text !== '') fail(peek().text === ')' ? 'bracket' : 'operator', peek());
  return expression;

  function sum(): Expression {
    return chain(['+'], () => chain(['*', '/'], operand));
  }

  function chain(operators: readonly Operator[], member: () => Expression): Expression {
    let left = member();
    for (;;) {
      const operator = operators.find((each) => each === peek().text);
      if (!operator) return left;
      next++;
      const start = peek();
      const right = member();
      if (operator === '/') checkDivisor(right, start);
      left = { operator, left, right };
    }
  }

  function operand(): Expression {
    const token = peek();
    next++;
    if (token.text === '(') {
      const inner = sum();
      if (peek().text !== ')') fail(peek().at === 0 ? 'bracket' : 'operator', peek());
      next++;
      return inner;
    }
    if (/^\d/.test(token.text)) return { number: Number(token.text) };
    if (!/^[a-z]/.test(token.text)) fail('operand', token);
    if (named.has(token.text)) fail('repeated', token);
    named.add(token.text);
    return { question: token.text };
  }

  function checkDivisor(divisor: Expression, token: Token): void {
    if (inputsOf(divisor).length > 0) fail('nonlinear', token);
    if (!(evaluate(divisor, () => 0) > 0)) fail('divisor', token);
  }

  function peek(): Token {
    return tokens[next] ?? end;
  }

  function fail(reason: FormulaProblem['reason'], { at, text }: Token): never {
    throw new FormulaError({ reason, at, found: text });
  }
}

/** The derived quantities of a pack as dimensions, with bounds that follow from those of their inputs. */
export function derivedDimensions({ derived, questions }: Pick<Pack, 'derived' | 'questions'>): Dimension[] {
  return derived.map(({ id, formula }) => {
    const parsed = parseFormula(formula);
    const bound = (side: 'min' | 'max'): number => {
      if ('problem' in parsed) return 0;
      return evaluate(parsed.expression, (input) => {
        const question = questions.find((each) => each.id === input);
        return question?.[side] ?? (side === 'min' ? 0 : Number.POSITIVE_INFINITY);
      });
    };
    const max = bound('max');
    return { id, type: 'number', values: [], min: bound('min'), max: Number.isFinite(max) ? max : null, integer: false };
  });
}

/** A formula as a linear function of one input, with all others fixed: `factor * input + rest`. */
export interface Line {
  readonly factor: number;
  readonly rest: number;
}

/** The linear function of one input that a formula is; its factor is never negative. */
export function lineIn(expression: Expression, input: string, numberOf: (question: string) => number): Line {
  const rest = evaluate(expression, (id) => (id === input ? 0 : numberOf(id)));
  return { rest, factor: evaluate(expression, (id) => (id === input ? 1 : numberOf(id))) - rest };
}

/** A computed number without floating-point noise in its last digits. */
export function readable(value: number): number {
  return Number(value.toPrecision(12));
}
