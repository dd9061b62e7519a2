// The JSON Schema of our document with what the declarations say of each option: meaning, unit, default, range, first kernel.
import { join } from 'node:path';
import typescript from 'typescript';

/** A default that stands at the end of a sentence, or before a clause about it; a default that depends on something is none. */
const plainDefault = /\bDefault (`[^`]*`|-?[\d.]*\d|0x[\da-f]+|true|false)(?:[.:](?: |$)|, (?:which|from)\b)/;

/** The default that a comment tells, if it is a plain one of the option's own kind. */
function defaultOf(text, { type, enum: words }) {
  const told = plainDefault.exec(text)?.[1];
  if (told === undefined) return undefined;
  if (told.startsWith('`')) {
    const word = told.slice(1, -1);
    return type === 'string' || words?.includes(word) ? word : undefined;
  }
  if (type === 'boolean') return told === 'true';
  return type === 'integer' || type === 'number' ? Number(told) : undefined;
}

class Describer {
  /** Options that no declaration says anything of. */
  missing = [];

  constructor(checker) {
    this.checker = checker;
  }

  /** The members of unions, without what stands for absence. */
  members(types) {
    return types
      .flatMap((type) => (type.isUnion() ? type.types : [type]))
      .map((type) => this.checker.getNonNullableType(type))
      .filter((type) => !(type.flags & (typescript.TypeFlags.Never | typescript.TypeFlags.Undefined)));
  }

  /** What types say of a key: the comment, and the types of its value. `Not beside ...` says nothing of it. */
  property(types, key) {
    const found = types.flatMap((type) => {
      const symbol = this.checker.getPropertyOfType(type, key);
      const values = symbol ? this.members([this.checker.getTypeOfSymbol(symbol)]) : [];
      return values.length ? [{ symbol, values }] : [];
    });
    const texts = found.map(({ symbol }) =>
      typescript
        .displayPartsToString(symbol.getDocumentationComment(this.checker))
        .replace(/\{@link ([^}]*)\}/g, '$1')
        .replace(/\s+/g, ' '),
    );
    return {
      text: texts.find((text) => text) ?? '',
      values: [...new Set(found.flatMap(({ values }) => values))],
    };
  }

  /** Those of the types that a word of a telling key leaves. */
  told(types, key, word) {
    const wants = this.checker.getStringLiteralType(word);
    return types.filter((type) => {
      const { values } = this.property([type], key);
      return values.some((each) => this.checker.isTypeAssignableTo(wants, each));
    });
  }

  option(schema, types, key, path) {
    const { text, values } = this.property(types, key);
    const described = this.describe(schema, values, path);
    if ('const' in schema) return described;
    if (!text) this.missing.push(path);
    const value = defaultOf(text, schema);
    return { ...described, description: text, ...(value !== undefined && { default: value }) };
  }

  object(schema, types, path) {
    const told = Object.entries(schema.properties).find(([, each]) => typeof each.const === 'string');
    const left = told ? this.told(types, told[0], told[1].const) : types;
    return {
      ...schema,
      properties: Object.fromEntries(
        Object.entries(schema.properties).map(([key, each]) => [
          key,
          this.option(each, left, key, `${path}.${key}`),
        ]),
      ),
    };
  }

  items(types) {
    return this.members(
      types.flatMap((type) => {
        const item = this.checker.getIndexTypeOfType(type, typescript.IndexKind.Number);
        return item && !(type.flags & typescript.TypeFlags.StringLike) ? [item] : [];
      }),
    );
  }

  values(types) {
    return this.members(
      types.flatMap((type) => {
        const value = this.checker.getIndexTypeOfType(type, typescript.IndexKind.String);
        return value
          ? [value]
          : type.getProperties().map((each) => this.checker.getTypeOfSymbol(each));
      }),
    );
  }

  /** A schema with the texts of the types that stand for it. */
  describe(schema, types, path) {
    if (schema.properties) return this.object(schema, types, path);
    if (schema.items) return { ...schema, items: this.describe(schema.items, this.items(types), `${path}[]`) };
    if (typeof schema.additionalProperties === 'object')
      return {
        ...schema,
        additionalProperties: this.describe(schema.additionalProperties, this.values(types), `${path}.*`),
      };
    for (const kind of ['oneOf', 'anyOf'])
      if (schema[kind] && !schema.properties)
        return { ...schema, [kind]: schema[kind].map((each) => this.describe(each, types, path)) };
    return schema;
  }
}

/**
 * @param schema - the rules alone.
 * @returns the same with texts and defaults, and the paths of options that no declaration says anything of.
 */
export function describeSchema(schema) {
  const file = join(import.meta.dirname, 'document.d.ts');
  const program = typescript.createProgram([file], {
    strict: true,
    exactOptionalPropertyTypes: true,
    target: typescript.ScriptTarget.ES2022,
    module: typescript.ModuleKind.NodeNext,
    types: [],
    skipLibCheck: true,
  });
  const checker = program.getTypeChecker();
  const document = checker
    .getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(file)))
    .find((each) => each.getName() === 'Document');
  const describer = new Describer(checker);
  const described = describer.describe(schema, [checker.getDeclaredTypeOfSymbol(document)], '');
  return { schema: described, missing: describer.missing };
}
