import ts from 'typescript';
import { childrenOf } from './syntax-tree.ts';

/**
 * The names that a module's readers meet without opening it: what it exports, the members of its exported
 * classes and types, and the names under which its schemas stand in the documents of the API.
 */
export function publicNames(code: string): readonly string[] {
  const module = ts.createSourceFile('module.ts', code, ts.ScriptTarget.Latest);
  return [...module.statements.flatMap(namesOf), ...(code.includes('.meta(') ? schemaIdsIn(module) : [])];
}

function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isExportDeclaration(statement)) return passedOn(statement);
  if (!isExported(statement)) return [];
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => boundBy(name));
  const { name } = statement as ts.DeclarationStatement;
  return [...(name === undefined ? [] : [name.text]), ...membersOf(statement).filter(isOurs)];
}

function passedOn({ exportClause: clause }: ts.ExportDeclaration): readonly string[] {
  if (clause === undefined) return [];
  return ts.isNamedExports(clause) ? clause.elements.map(({ name }) => name.text) : [clause.name.text];
}

function isExported(node: ts.Node): boolean {
  return ts.canHaveModifiers(node) && hasModifier(node, ts.SyntaxKind.ExportKeyword);
}

const hasModifier = (node: ts.HasModifiers, ...kinds: readonly ts.SyntaxKind[]): boolean =>
  ts.getModifiers(node)?.some(({ kind }) => kinds.includes(kind)) ?? false;

const boundBy = (name: ts.BindingName): readonly string[] =>
  ts.isIdentifier(name)
    ? [name.text]
    : name.elements.flatMap((one) => (ts.isOmittedExpression(one) ? [] : boundBy(one.name)));

function membersOf(statement: ts.Statement): readonly string[] {
  if (ts.isClassDeclaration(statement)) return statement.members.flatMap(classMembers);
  const isType = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
  return isType ? typeMembersIn(statement) : [];
}

function classMembers(member: ts.ClassElement): readonly string[] {
  if (ts.isConstructorDeclaration(member))
    return member.parameters
      .filter((parameter) => ts.isParameterPropertyDeclaration(parameter, member) && !isPrivate(parameter))
      .flatMap(({ name }) => boundBy(name));
  return ts.canHaveModifiers(member) && isPrivate(member) ? [] : written(member.name);
}

const isPrivate = (node: ts.HasModifiers): boolean => hasModifier(node, ts.SyntaxKind.PrivateKeyword);

/** Of the type, and of the types that are written within it. */
function typeMembersIn(node: ts.Node): readonly string[] {
  const within = childrenOf(node).flatMap(typeMembersIn);
  return ts.isTypeElement(node) ? [...written(node.name), ...within] : within;
}

/** What is written with a `#` shows nowhere. */
const written = (name: ts.PropertyName | undefined): readonly string[] =>
  name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? [name.text] : [];

/** What travels or is stored has the name there that it always had. */
const isOurs = (name: string): boolean => !name.includes('_');

/** As `.meta({ id: 'Order' })` has it. */
function schemaIdsIn(node: ts.Node): readonly string[] {
  const below = childrenOf(node).flatMap(schemaIdsIn);
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return below;
  if (node.expression.name.text !== 'meta') return below;
  return [...below, ...node.arguments.flatMap(idIn)];
}

const idIn = (facts: ts.Expression): readonly string[] =>
  ts.isObjectLiteralExpression(facts)
    ? facts.properties.flatMap((property) =>
        ts.isPropertyAssignment(property) &&
        written(property.name)[0] === 'id' &&
        ts.isStringLiteralLike(property.initializer)
          ? [property.initializer.text]
          : [],
      )
    : [];
