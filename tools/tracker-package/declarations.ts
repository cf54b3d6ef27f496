import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

const repository = join(import.meta.dirname, '../../..');
const tracker = join(repository, 'libs/tracker');
const contracts = join(repository, 'libs/contracts/src/index.ts');
const entries = ['client', 'element', 'words', 'react', 'vue'];

/** Thrown when the tracker's types do not hold together. */
export class DeclarationsError extends Error {
  override readonly name = 'DeclarationsError';
}

/**
 * The package's declarations by their path below `dist/types`, readable without this repository and without
 * zod.
 * @throws DeclarationsError
 */
export function declarations(): ReadonlyMap<string, string> {
  const program = ts.createProgram(
    [...entries.map((name) => join(tracker, `src/package/${name}.ts`)), contracts],
    { ...options(), noEmit: false, declaration: true, emitDeclarationOnly: true, noErrorTruncation: true },
  );
  const written = new Map<string, string>();
  const source = join(tracker, 'src');
  const emitted = program.emit(undefined, (path, text) => {
    const place = relative(join(tracker, 'dist/types/libs/tracker/src'), path);
    if (!place.startsWith('..')) written.set(place, published(text, place));
  });
  const complaints = ts.getPreEmitDiagnostics(program).concat(emitted.diagnostics);
  if (complaints.length > 0)
    throw new DeclarationsError(
      ts.formatDiagnostics(complaints, {
        getCanonicalFileName: String,
        getCurrentDirectory: () => source,
        getNewLine: () => '\n',
      }),
    );
  const reached = reachedFrom(
    written,
    entries.map((name) => `package/${name}.d.ts`),
  );
  return reached.set('contracts.d.ts', wireTypes(program, new Set([...reached.values()].flatMap(wireNames))));
}

/** Only what a reader of the entries can come to. */
function reachedFrom(all: ReadonlyMap<string, string>, places: readonly string[]): Map<string, string> {
  const reached = new Map<string, string>();
  const reach = (place: string): void => {
    const text = all.get(place);
    if (text === undefined || reached.has(place)) return;
    reached.set(place, text);
    for (const [, path = ''] of text.matchAll(/'(\.[^']*)\.js'/g))
      reach(`${join(dirname(place), path)}.d.ts`);
  };
  places.forEach(reach);
  return reached;
}

function options(): ts.CompilerOptions {
  const file = join(tracker, 'tsconfig.json');
  return {
    ...ts.parseJsonConfigFileContent(
      ts.readConfigFile(file, (path) => ts.sys.readFile(path)).config,
      ts.sys,
      tracker,
    ).options,
    outDir: join(tracker, 'dist/types'),
  };
}

const fromContracts = /(?:import|export) type \{([^}]*)\} from '[^']*contracts\.js'/g;

/** Imports as they are found once published. */
function published(text: string, place: string): string {
  const wire = relative(dirname(place), 'contracts.js');
  return text
    .replaceAll("'#libs/contracts'", `'${wire.startsWith('.') ? wire : `./${wire}`}'`)
    .replaceAll(/(from|import\() ?'(\.[^']*)\.ts'/g, "$1 '$2.js'");
}

const wireNames = (text: string): string[] =>
  [...text.matchAll(fromContracts)]
    .flatMap(([, names = '']) => names.split(',').map((name) => name.trim()))
    .filter((name) => name !== '');

/**
 * What travels, written out: in the repository these types are inferred from schemas, which are not
 * published.
 */
function wireTypes(program: ts.Program, names: ReadonlySet<string>): string {
  const checker = program.getTypeChecker();
  const index = program.getSourceFile(contracts);
  const symbol = index && checker.getSymbolAtLocation(index);
  if (!symbol) throw new DeclarationsError('libs/contracts/src/index.ts exports nothing');
  const wanted = checker.getExportsOfModule(symbol).filter(({ name }) => names.has(name));
  const written = wanted.map(
    (each) =>
      `export type ${each.name} = ${checker.typeToString(checker.getDeclaredTypeOfSymbol(each), undefined, ts.TypeFormatFlags.InTypeAlias)};\n`,
  );
  return written.join('\n');
}
