import { parseAst } from 'rolldown/parseAst';

/** What a source file uses from outside. */
export interface Uses {
  /** Import specifiers, of types too. */
  readonly imports: readonly string[];
  /** Names of values such as `process`, `Date.now` or `new Date()`, and `{}[]` for a look-up in an object literal. */
  readonly names: readonly string[];
}

type Ast = { readonly type: string } & Readonly<Record<string, unknown>>;

/** Reads them from the syntax tree, which has no comments or texts to mistake for code. */
export function usesOf(path: string, text: string): Uses {
  const imports = new Set<string>();
  const names = new Set<string>();

  const visit = (value: unknown, inType: boolean): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, inType);
    if (!isAst(value)) return;
    const specifier = specifierOf(value);
    if (specifier !== null) imports.add(specifier);
    if (!inType) for (const name of namesOf(value)) names.add(name);
    const typeOnly = inType || (value.type.startsWith('TS') && !value.type.endsWith('Expression'));
    for (const [key, child] of Object.entries(value)) {
      const isLabel = (key === 'key' || key === 'property') && value['computed'] === false && value['shorthand'] !== true;
      if (!isLabel) visit(child, typeOnly);
    }
  };

  visit(parseAst(text, { lang: /\.tsx?$/.test(path) ? (path.endsWith('x') ? 'tsx' : 'ts') : 'js' }), false);
  return { imports: [...imports], names: [...names] };
}

function isAst(value: unknown): value is Ast {
  return typeof value === 'object' && value !== null && typeof (value as Ast).type === 'string';
}

/** The specifier of an import, an export from, an `import()`, an import type or a `require`. */
function specifierOf(node: Ast): string | null {
  if (node.type === 'CallExpression' && isNamed(node['callee'], 'require')) return literal((node['arguments'] as unknown[])[0]);
  return literal(node['source']);
}

function literal(value: unknown): string | null {
  return isAst(value) && value.type === 'Literal' && typeof value['value'] === 'string' ? value['value'] : null;
}

function namesOf(node: Ast): string[] {
  if (node.type === 'Identifier') return [String(node['name'])];
  if (node.type === 'MemberExpression' && isAst(node['object']) && isAst(node['property'])) {
    // `{a: 1}[name]` also finds what every object has, such as `constructor`.
    const isLookUp = node['computed'] === true && isObjectLiteral(node['object']) && literal(node['property']) === null;
    return [isLookUp ? '{}[]' : `${node['object']['name']}.${node['property']['name'] ?? node['property']['value']}`];
  }
  if (node.type === 'CallExpression' && isNamed(node['callee'], 'Date')) return ['Date()'];
  if (node.type === 'NewExpression' && isNamed(node['callee'], 'Date') && (node['arguments'] as unknown[]).length === 0)
    return ['new Date()'];
  return [];
}

function isObjectLiteral(value: Ast): boolean {
  const inner = value['expression'];
  return value.type === 'ObjectExpression' || (isAst(inner) && isObjectLiteral(inner));
}

function isNamed(value: unknown, name: string): boolean {
  return isAst(value) && value['name'] === name;
}
