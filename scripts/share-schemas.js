// What stands several times in a JSON Schema stands once, in its $defs.

/** Shorter ones would be no shorter as a reference. */
const shortest = 150;

const isObject = (value) => typeof value === 'object' && value !== null;
const isSchema = (value) =>
  isObject(value) &&
  ['type', 'oneOf', 'anyOf'].some((key) => typeof value[key] === 'string' || Array.isArray(value[key]));

/** How often each schema stands there, by its text; what is within a further one of its kind does not count again. */
function count(value, counts) {
  if (!isObject(value)) return;
  if (isSchema(value)) {
    const text = JSON.stringify(value);
    const times = counts.get(text) ?? 0;
    counts.set(text, times + 1);
    if (times > 0) return;
  }
  for (const each of Object.values(value)) count(each, counts);
}

/** The same schema, with what it repeats in `$defs` under the key that it first stands at. */
export function shareSchemas(schema) {
  const counts = new Map();
  count(schema, counts);
  const names = new Map();
  const definitions = {};

  function nameFor(key) {
    let name = key;
    for (let number = 2; name in definitions; number++) name = `${key}${number}`;
    definitions[name] = true;
    return name;
  }

  function share(value, key) {
    if (Array.isArray(value)) return value.map((each) => share(each, key));
    if (!isObject(value)) return value;
    const text = JSON.stringify(value);
    if (!isSchema(value) || text.length < shortest || (counts.get(text) ?? 0) < 2)
      return shareWithin(value, key);
    if (!names.has(text)) {
      names.set(text, nameFor(key));
      definitions[names.get(text)] = shareWithin(value, key);
    }
    return { $ref: `#/$defs/${names.get(text)}` };
  }

  function shareWithin(value, key) {
    const isNamed = (each) =>
      !['items', 'oneOf', 'anyOf', 'properties', 'additionalProperties'].includes(each);
    return Object.fromEntries(
      Object.entries(value).map(([each, inner]) => [each, share(inner, isNamed(each) ? each : key)]),
    );
  }

  return { ...shareWithin(schema, 'document'), $defs: definitions };
}
