// The JSON Schema of our document with what the declarations say of each option: meaning, unit, default, range, first kernel.
import { join } from 'node:path';
import typescript from 'typescript';

/** A default at the end of a sentence, or before a clause about it. One that depends on something is none that an editor could offer. */
const plainDefault =
  /\bDefault (`[^`]*`|-?[\d.]*\d|0x[\da-f]+|0o[0-7]+|true|false)(?:[.:](?: |$)|, (?:which|from)\b)/;

const isNumber = ({ type }) => type === 'integer' || type === 'number';

/** The default that a comment tells, if it is a plain one of the option's own kind. */
function defaultOf(text, schema) {
  const told = plainDefault.exec(text)?.[1];
  if (told === undefined) return undefined;
  if (told.startsWith('`')) {
    const word = told.slice(1, -1);
    return schema.type === 'string' || schema.enum?.includes(word) ? word : undefined;
  }
  if (schema.type === 'boolean') return told === 'true';
  return [schema, ...(schema.anyOf ?? [])].some(isNumber) ? Number(told) : undefined;
}

/** The key that tells objects apart, and the word that tells this one. */
const telling = ({ properties = {} }) =>
  Object.entries(properties).find(([, each]) => typeof each.const === 'string');

function exportsOf(program, file) {
  const checker = program.getTypeChecker();
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(file)));
  return (name) => checker.getDeclaredTypeOfSymbol(exported.find((each) => each.getName() === name));
}

/** Walks a schema along the types that stand for it. */
class Describer {
  /** Paths of options that no declaration says anything of. */
  untold = [];

  constructor(checker, drivers) {
    this.checker = checker;
    this.drivers = drivers;
  }

  /** The members of unions, without what stands for absence. */
  members(types) {
    return types
      .flatMap((type) => (type.isUnion() ? type.types : [type]))
      .map((type) => this.checker.getNonNullableType(type))
      .filter(({ flags }) => !(flags & (typescript.TypeFlags.Never | typescript.TypeFlags.Undefined)));
  }

  comment(symbol) {
    return typescript
      .displayPartsToString(symbol.getDocumentationComment(this.checker))
      .replace(/\{@link ([^}]*)\}/g, '$1')
      .replace(/\s+/g, ' ');
  }

  /** What types say of a key: the comment, and the types of its value. Where it must be absent, they say nothing of it. */
  property(types, key) {
    const found = types.flatMap((type) => {
      const symbol = this.checker.getPropertyOfType(type, key);
      const values = symbol ? this.members([this.checker.getTypeOfSymbol(symbol)]) : [];
      return values.length ? [{ text: this.comment(symbol), values }] : [];
    });
    return {
      text: found.map(({ text }) => text).find((text) => text) ?? '',
      values: [...new Set(found.flatMap(({ values }) => values))],
    };
  }

  /** Those of the types that a word of their telling key leaves; without a word, those in which that may be any text. */
  told(types, key, word) {
    const { checker } = this;
    const wanted = word === undefined ? checker.getStringType() : checker.getStringLiteralType(word);
    return types.filter((type) =>
      this.property([type], key).values.some((each) => checker.isTypeAssignableTo(wanted, each)),
    );
  }

  /** The functions of one driver have one class, which says more than the key. */
  driver(word) {
    const symbol = this.drivers.getProperty(word);
    return symbol && this.comment(this.checker.getTypeOfSymbol(symbol).getSymbol());
  }

  option(schema, types, key, path) {
    const { text: said, values } = this.property(types, key);
    const text = (key === 'driver' && schema.const && this.driver(schema.const)) || said;
    if (!text) this.untold.push(path);
    const value = defaultOf(text, schema);
    return {
      ...this.describe(schema, values, path),
      description: text,
      ...(value !== undefined && { default: value }),
    };
  }

  object(schema, types, path) {
    const options = Object.entries(schema.properties).map(([key, each]) => [
      key,
      this.option(each, types, key, `${path}.${key}`),
    ]);
    return { ...schema, properties: Object.fromEntries(options) };
  }

  /** Objects that one of their keys tells apart, and one where that may be any text; or anything that is one of several. */
  cases(schemas, types, path) {
    const key = schemas.map(telling).find((each) => each)?.[0];
    if (key === undefined) return schemas.map((each) => this.describe(each, types, path));
    return schemas.map((schema) => {
      const word = telling(schema)?.[1].const;
      return this.describe(schema, this.told(types, key, word), `${path}<${word ?? '*'}>`);
    });
  }

  /** What is in a list, or behind the free keys of an object. */
  inside(types, kind) {
    return this.members(
      types.flatMap((type) => this.checker.getIndexTypeOfType(type, typescript.IndexKind[kind]) ?? []),
    );
  }

  describe(schema, types, path) {
    const { properties, items, additionalProperties: values, oneOf, anyOf } = schema;
    if (properties) return this.object(schema, types, path);
    if (items) return { ...schema, items: this.describe(items, this.inside(types, 'Number'), `${path}[]`) };
    if (values)
      return {
        ...schema,
        additionalProperties: this.describe(values, this.inside(types, 'String'), `${path}.*`),
      };
    if (oneOf) return { ...schema, oneOf: this.cases(oneOf, types, path) };
    if (anyOf) return { ...schema, anyOf: this.cases(anyOf, types, path) };
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
  });
  const typeOf = exportsOf(program, file);
  const describer = new Describer(program.getTypeChecker(), typeOf('Drivers'));
  return { schema: describer.describe(schema, [typeOf('Document')], ''), untold: describer.untold };
}
