import ts from 'typescript';
import { childrenOf } from './syntax-tree.ts';

/**
 * What Nest's providers make by hand of the app's own: names that a `useFactory` takes from the app instead
 * of having them injected, a factory that is more than one expression, and classes that a `useValue` makes.
 */
export function handMade(code: string): readonly string[] {
  const module = ts.createSourceFile('module.ts', code, ts.ScriptTarget.Latest, true);
  const own = new Set(module.statements.flatMap(ownNames));
  return everyNode(module).flatMap((node) => (ts.isPropertyAssignment(node) ? madeBy(node, own) : []));
}

function madeBy({ name, initializer: made }: ts.PropertyAssignment, own: ReadonlySet<string>): string[] {
  const isOwn = (node: ts.Node): node is ts.Identifier => ts.isIdentifier(node) && own.has(node.text);
  const within = everyNode(made);
  switch (name.getText()) {
    case 'useFactory':
      return [
        ...within.filter(ts.isBlock).map(() => 'a block'),
        ...within.filter((node) => isOwn(node) && isValue(node)).map((node) => node.getText()),
      ];
    case 'useValue':
      return within
        .filter((node) => ts.isNewExpression(node))
        .flatMap(({ expression }) => (isOwn(expression) ? [expression.text] : []));
    default:
      return [];
  }
}

/** As against a name in a type, of a property, or of a parameter. */
function isValue(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  return !ts.isTypeNode(parent) && !ts.isBindingElement(parent) && !ts.isParameter(parent);
}

/** Of the module itself, and of what it imports by a path. */
function ownNames(statement: ts.Statement): readonly string[] {
  if (ts.isImportDeclaration(statement)) return isRelative(statement) ? imported(statement) : [];
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  return ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)
    ? [statement.name?.text ?? '']
    : [];
}

const isRelative = ({ moduleSpecifier: from }: ts.ImportDeclaration): boolean =>
  ts.isStringLiteral(from) && from.text.startsWith('.');

const imported = ({ importClause: clause }: ts.ImportDeclaration): readonly string[] =>
  clause?.namedBindings && ts.isNamedImports(clause.namedBindings)
    ? clause.namedBindings.elements.map(({ name }) => name.text)
    : [];

const everyNode = (node: ts.Node): readonly ts.Node[] => [node, ...childrenOf(node).flatMap(everyNode)];
