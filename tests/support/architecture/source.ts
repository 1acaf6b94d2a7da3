import { posix } from 'node:path';
import { type Node, parseSync, type Program, visitorKeys } from 'oxc-parser';

/** One import of a file, or one export from elsewhere. */
export interface Import {
  /** As written. */
  readonly specifier: string;
  /** The path in the project, or the specifier of something outside of it. */
  readonly target: string;
  /** Names taken; `default` and `*` count as names. */
  readonly names: readonly string[];
  /** `import type`: gone once compiled. `import { type X }` is not, the module is still loaded. */
  readonly erased: boolean;
}

/** One file of the project, parsed. */
export interface Source {
  /** From the root of the project, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly program: Program;
  readonly imports: readonly Import[];
}

/** Parses a file. Throws when it is not TypeScript. */
export function parseSource(path: string, text: string): Source {
  const { program, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
  return { path, text, program, imports: importsOf(path, program) };
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function childrenOf(node: Node): readonly Node[] {
  const fields = node as unknown as Readonly<Record<string, unknown>>;
  return (visitorKeys[node.type] ?? []).flatMap((key) => fields[key]).filter(isNode);
}

/** Every node of a tree, outermost first; below a node that `enter` answers with false nothing is visited. */
export function walk(
  node: Node,
  enter: (node: Node, parent: Node | null) => boolean,
  parent: Node | null = null,
): void {
  if (!enter(node, parent)) return;
  for (const child of childrenOf(node)) walk(child, enter, node);
}

function importsOf(path: string, program: Program): readonly Import[] {
  const found: Import[] = [];
  function add(from: Node, names: readonly string[], erased: boolean): void {
    const specifier = from.type === 'Literal' && typeof from.value === 'string' ? from.value : '(computed)';
    const inside = specifier.startsWith('.');
    const target = inside ? posix.join(posix.dirname(path), specifier) : specifier;
    found.push({ specifier, target, names, erased });
  }
  walk(program, (node) => {
    if (node.type === 'ImportDeclaration') {
      add(node.source, node.specifiers.map(importedName), node.importKind === 'type');
    } else if (node.type === 'ExportNamedDeclaration' && node.source) {
      add(
        node.source,
        node.specifiers.map(({ local }) => nameOf(local)),
        node.exportKind === 'type',
      );
    } else if (node.type === 'ExportAllDeclaration') {
      add(node.source, ['*'], node.exportKind === 'type');
    } else if (node.type === 'ImportExpression') {
      add(node.source, ['*'], false);
    } else if (node.type === 'TSImportType') {
      add(node.source, [], true);
    }
    return true;
  });
  return found;
}

function importedName(specifier: Node): string {
  if (specifier.type === 'ImportSpecifier') return nameOf(specifier.imported);
  return specifier.type === 'ImportDefaultSpecifier' ? 'default' : '*';
}

function nameOf(node: Node): string {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'Literal' ? String(node.value) : '';
}

/** Nodes of types only; names in them are no use of a value. */
const TYPES = /^TS(?:TypeAnnotation|TypeParameter|TypeAlias|Interface|ImportType|TypeReference|ClassImplements)/;

/**
 * The names a file uses, outside of types: `console`, and `Date.now` for a member of one. A name that is not the
 * object of a member stands alone: `const { env } = process` uses `process`. `new Date()` without arguments is named so.
 */
export function usedNames({ program }: Source): ReadonlySet<string> {
  const used = new Set<string>();
  walk(program, (node, parent) => {
    if (TYPES.test(node.type) || node.type === 'ImportDeclaration') return false;
    if (node.type === 'NewExpression' && node.callee.type === 'Identifier' && node.arguments.length === 0) {
      used.add(`new ${node.callee.name}()`);
    }
    if (node.type === 'MemberExpression' && node.object.type === 'Identifier') {
      const { property } = node;
      used.add(`${node.object.name}.${property.type === 'Identifier' && node.computed ? '*' : nameOf(property)}`);
    }
    if (node.type === 'Identifier' && !isLabel(node, parent)) used.add(node.name);
    return true;
  });
  return used;
}

/** Is this identifier the name of a member or of a key, or the object whose member is counted already? */
function isLabel(node: Node, parent: Node | null): boolean {
  if (parent?.type === 'MemberExpression') return parent.object === node || !parent.computed;
  if (parent?.type === 'Property') return parent.key === node && !parent.computed && !parent.shorthand;
  return (
    (parent?.type === 'MethodDefinition' || parent?.type === 'PropertyDefinition') &&
    parent.key === node &&
    !parent.computed
  );
}
