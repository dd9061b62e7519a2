/** What a document that is made from a template has of its own; what is absent is as in the template. */
export interface TemplateAnswers {
  /** The name of the gadget. */
  readonly name?: string | undefined;
  /** `iSerialNumber`. */
  readonly serialNumber?: string | undefined;
  /** `idVendor`, as it is to be written. */
  readonly vendorId?: string | undefined;
  /** `idProduct`, as it is to be written. */
  readonly productId?: string | undefined;
  /** The hosts that it is for. */
  readonly hosts?: readonly string[] | undefined;
  /** The controller of the machine. */
  readonly udc?: string | undefined;
}

/** Words that readers of YAML take for something else than text (YAML 1.1, 1.2). */
const reserved = /^(true|false|null|yes|no|on|off|y|n)$/i;

/** A text as YAML has it: as it stands if it can be taken for nothing else. JSON is YAML (YAML 1.2, 1.3). */
const scalar = (text: string): string =>
  /^[a-z][\w.-]*$/i.test(text) && !reserved.test(text) ? text : JSON.stringify(text);

/** One line of a template: its key with what is before it, and how a value is written there. */
function replaced(text: string, key: string, value: string | undefined): string {
  if (value === undefined) return text;
  return text.replace(new RegExp(`^( *${key}: ).*$`, 'm'), (_, before: string) => before + value);
}

const valueOf = (text: string, key: string): string =>
  new RegExp(`^ *${key}: '?(.*?)'?$`, 'm').exec(text)?.[1] ?? '';

/**
 * A document made from a template: its lines, with answers in place of what it says. A MAC address that is made of the gadget's name and
 * its serial number is made of the new ones.
 *
 * @param schema - the path of the JSON Schema, for editors. Default: none is told of.
 */
export function fillTemplate(template: string, answers: TemplateAnswers, schema?: string): string {
  const { name = valueOf(template, 'name'), serialNumber = valueOf(template, 'serialNumber') } = answers;
  const { vendorId, productId, hosts, udc } = answers;
  const replacements: readonly (readonly [key: string, value: string | undefined])[] = [
    ['name', scalar(name)],
    ['serialNumber', JSON.stringify(serialNumber).replace(/^"([\w.-]*)"$/, "'$1'")],
    ['vendorId', vendorId],
    ['productId', productId],
    ['macSeed', scalar(`${name} ${serialNumber}`)],
  ];
  const filled = replacements.reduce((text, [key, value]) => replaced(text, key, value), template);
  const more = [
    ...(hosts?.length ? [`  hosts: [${hosts.map(scalar).join(', ')}]`] : []),
    ...(udc === undefined ? [] : [`  udc: ${scalar(udc)}`]),
  ];
  const lines = filled.replace(/^ {2}productId: .*$/m, (line) => [line, ...more].join('\n'));
  return schema === undefined ? lines : `# yaml-language-server: $schema=${schema}\n${lines}`;
}
