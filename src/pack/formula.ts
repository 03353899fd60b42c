import { evaluate, inputsOf } from '../engine/formula.ts';
import type { Expression } from '../model/pack.ts';

/** Why and where a formula cannot be read: `at` counts characters from 1; 0 is the end of the text. */
export interface FormulaProblem {
  readonly reason: 'operand' | 'operator' | 'bracket' | 'repeated' | 'divisor' | 'nonlinear' | 'no-input' | 'too-long';
  readonly at: number;
  readonly found: string;
}

/** A limit for the parser, which recurses into brackets. */
const MAX_FORMULA_CHARACTERS = 500;

type Operator = Extract<Expression, { readonly operator: unknown }>['operator'];

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
