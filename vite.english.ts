import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { LATER, NAMES, PAGE } from './shared/words/languages/en.ts';

/**
 * Compiles English into what only speaks English: `tell(words, 'openUntil', { time })` becomes `Open until ${time}`, and
 * nothing that chooses a language is left. Most people read English, on old phones too, and a catalogue of all texts with
 * their names weighs 5 kB. What is compiled is the very source that all languages run on.
 */

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}
type Forms = { readonly [form: string]: string };

const TEXTS: { readonly [id: string]: string | readonly string[] | Forms } = { ...NAMES, ...PAGE, ...LATER };
const CATALOGUES = new Set(['NAMES', 'PAGE', 'LATER']);
/** By these names the language travels through functions, and through nothing else. */
const LANGUAGE = new Set(['words', 'told']);
const ENGLISH = new Set(['ENGLISH_PAGE', 'ENGLISH_LATER', 'ENGLISH_TOLD']);
/** What chooses a language, and what stands in its place. */
const REPLACED: { readonly [file: string]: string } = {
  'web/public/say.ts': 'web/public/say-english.ts',
  'web/public/say-later.ts': 'web/public/say-english.ts',
  'web/public/tongue.ts': 'web/public/tongue-english.ts',
};
/** A module that takes part. Others may mean something else by the same names. */
const SPEAKS =
  /from '(?:[^']*\/)?(?:words\/words|words\/told|languages\/en|public\/say|\.\/words|\.\/told|\.\/say|\.\/say-later)\.ts'/;
const ROOT = fileURLToPath(new URL('./', import.meta.url));
const IMPORTS = `import { NAMES as names_ } from '${ROOT}shared/words/languages/en.ts';
import { ENGLISH_TOLD as told_ } from '${ROOT}shared/words/told.ts';
`;

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

function childrenOf(node: Node): Node[] {
  return Object.values(node).flatMap((value) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  );
}

function nameOf(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === 'AssignmentPattern') return nameOf(node['left']);
  return node.type === 'Identifier' ? String(node['name']) : null;
}

function listOf(node: Node, key: string): readonly Node[] {
  return node[key] as readonly Node[];
}

/** Rewrites one module. */
function compile(code: string, program: Node): string {
  /** A node as it is after the change. */
  function print(node: Node): string {
    return changed(node) ?? inside(node, childrenOf(node));
  }

  /** What lies between the parts of a node stays as it is. */
  function inside(node: Node, parts: readonly Node[]): string {
    let text = '';
    let at = node.start;
    for (const part of [...parts].sort((a, b) => a.start - b.start)) {
      // `{ time }` is one place for two nodes.
      if (part.start < at) continue;
      text += code.slice(at, part.start) + print(part);
      at = part.end;
    }
    return text + code.slice(at, node.end);
  }

  /** The node without the last ones of a list. */
  function shorter(node: Node, list: readonly Node[], keep: number): string {
    const last = list.at(-1);
    const first = list[keep];
    if (!first || !last) return inside(node, childrenOf(node));
    const from = keep > 0 ? (list[keep - 1] as Node).end : first.start;
    const before = { ...node, end: from };
    const after = { ...node, start: last.end };
    const children = childrenOf(node);
    return (
      inside(
        before,
        children.filter((child) => child.end <= from),
      ) +
      inside(
        after,
        children.filter((child) => child.start >= last.end),
      )
    );
  }

  function filled(text: string, values: ReadonlyMap<string, string>): string {
    if (!text.includes('{')) return JSON.stringify(text);
    const pieces = text.split(/\{(\w+)\}/);
    return `\`${pieces.map((piece, index) => (index % 2 === 0 ? piece.replaceAll('`', '\\`') : `\${${valueOf(values, piece)}}`)).join('')}\``;
  }

  function valueOf(values: ReadonlyMap<string, string>, name: string): string {
    const value = values.get(name);
    if (value === undefined) throw new Error(`nothing is put in for {${name}}`);
    return value;
  }

  function told(id: string, values: ReadonlyMap<string, string>): string {
    const text = TEXTS[id];
    if (text === undefined) throw new Error(`${id} is no text of a page in English`);
    if (typeof text === 'string') return filled(text, values);
    if (Array.isArray(text)) return `(${JSON.stringify(text)}[${valueOf(values, 'index')}] ?? '')`;
    const { one, other, ...more } = text as Forms;
    if (one === undefined || other === undefined || Object.keys(more).length > 0) throw new Error(`the forms of ${id}`);
    return `(${valueOf(values, 'count')} === 1 ? ${filled(one, values)} : ${filled(other, values)})`;
  }

  function tell(id: Node | undefined, values: ReadonlyMap<string, string>): string {
    if (id?.type === 'Literal') return told(String(id['value']), values);
    if (id?.type !== 'ConditionalExpression') throw new Error('the text that is told is not known');
    const [test, yes, no] = [id['test'], id['consequent'], id['alternate']] as [Node, Node, Node];
    return `(${print(test)} ? ${tell(yes, values)} : ${tell(no, values)})`;
  }

  function valuesOf(args: Node | undefined): ReadonlyMap<string, string> {
    if (!args) return new Map();
    return new Map(
      listOf(args, 'properties').map((property) => {
        if (property.type !== 'Property') throw new Error('what is put into a text is not known');
        return [String(nameOf(property['key'])), print(property['value'] as Node)];
      }),
    );
  }

  function shown(text: string, as: Node | undefined): string {
    return as ? `${print(as)}(${text})` : `(${text})`;
  }

  function call(node: Node): string | null {
    const args = listOf(node, 'arguments');
    const [view, what, third] = args;
    switch (nameOf(node['callee'])) {
      case 'tell':
        return tell(what, valuesOf(third));
      case 'pick':
        return `names_[${print(what as Node)}]`;
      case 'label':
        return shown(tell(what, new Map()), third);
      case 'say':
      case 'sayLater': {
        const body = what?.['body'];
        if (!view || what?.type !== 'ArrowFunctionExpression' || !isNode(body) || body.type === 'BlockStatement') break;
        return shown(print(body), third);
      }
    }
    const kept = args.findLastIndex((arg) => !LANGUAGE.has(nameOf(arg) ?? '') && !ENGLISH.has(nameOf(arg) ?? '')) + 1;
    return kept === args.length ? null : shorter(node, args, kept);
  }

  function changed(node: Node): string | null {
    if (node.type === 'ImportDeclaration') return code.slice(node.start, node.end);
    if (node.type === 'CallExpression') return call(node);
    if (node.type === 'MemberExpression' && node['computed'] === false) {
      const name = nameOf(node['object']) ?? '';
      const key = nameOf(node['property']) ?? '';
      const text = TEXTS[key];
      if (CATALOGUES.has(name) && typeof text === 'string') return JSON.stringify(text);
      if (name === 'words') return '(void 0)';
      if (name === 'told') return `told_.${key}`;
    }
    if ('params' in node && Array.isArray(node['params'])) {
      const params = listOf(node, 'params');
      const kept = params.findLastIndex((param) => !LANGUAGE.has(nameOf(param) ?? '')) + 1;
      if (kept < params.length) return shorter(node, params, kept);
    }
    return null;
  }

  return IMPORTS + print(program);
}

/** English compiled in: for every build but that of pages in other languages. */
export function compileEnglish(): Plugin {
  return {
    name: 'compile-english',
    enforce: 'pre',
    apply: 'build',
    async resolveId(source, importer, options) {
      if (!importer || !source.startsWith('.')) return null;
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      const instead = found && REPLACED[found.id.replace(ROOT, '')];
      return instead ? ROOT + instead : null;
    },
    transform: {
      filter: { id: /\/(?:web|shared)\/.*\.ts$/, code: SPEAKS },
      handler(code, id) {
        const file = id.replace(ROOT, '');
        if (file.startsWith('shared/words/languages/') || file === 'shared/words/words.ts') return null;
        try {
          const program = this.parse(code, { lang: 'ts' }) as unknown as Node;
          return { code: compile(code, { ...program, start: 0, end: code.length }), map: null };
        } catch (error) {
          throw new Error(`English cannot be compiled into ${file}`, { cause: error });
        }
      },
    },
  };
}
