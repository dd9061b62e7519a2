import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { suite, test } from 'node:test';
import typescript from 'typescript';

/** A mistake, and all that the compiler says of it. */
const mistakes: readonly (readonly [what: string, code: string, said: string])[] = [
  [
    'a gadget without its ids',
    "new Gadget({ name: 'g', functions })",
    `Argument of type '{ name: string; functions: HidFunction[]; }' is not assignable to parameter of type 'GadgetOptions'.
  Type '{ name: string; functions: HidFunction[]; }' is missing the following properties from type 'GadgetOptions': vendorId, productId`,
  ],
  [
    'an id in quotes',
    "new Gadget({ name: 'g', vendorId: '0x1d6b', productId: 1, functions })",
    "Type 'string' is not assignable to type 'number'.",
  ],
  [
    'a slip of the finger',
    "new Gadget({ ...ids, maxSped: 'high-speed' })",
    "Object literal may only specify known properties, but 'maxSped' does not exist in type 'GadgetOptions'. Did you mean to write 'maxSpeed'?",
  ],
  [
    'a driver that is none',
    "new EthernetFunction({ driver: 'ecmm' })",
    `Type '"ecmm"' is not assignable to type '"ecm" | "geth" | "eem" | "ncm" | "rndis" | "rndis5"'. Did you mean '"ecm"'?`,
  ],
  [
    'an option of another driver',
    "new EthernetFunction({ driver: 'ecm', maxSegmentSize: 1514 })",
    `Object literal may only specify known properties, and 'maxSegmentSize' does not exist in type '{ readonly driver: "ecm"; } & (EthernetCommonOptions & (SeededAddresses | GivenAddresses))'.`,
  ],
  [
    'a preset that is none',
    "new HidFunction({ preset: 'keybord' })",
    `Type '"keybord"' is not assignable to type '"keyboard" | "rollover-keyboard" | "absolute-mouse" | "relative-mouse" | "boot-mouse" | "touch-screen" | "consumer-keys" | "system-control" | "gamepad" | undefined'. Did you mean '"keyboard"'?`,
  ],
  [
    'a keyboard with a wheel',
    "new HidFunction({ preset: 'keyboard', horizontalWheel: true })",
    "Object literal may only specify known properties, and 'horizontalWheel' does not exist in type 'HidKeyboardOptions'.",
  ],
  [
    'an option of a drive that is none',
    "new MassStorageFunction({ luns: [{ image: '/a.img' }] })",
    "Object literal may only specify known properties, and 'image' does not exist in type 'LunDefinition'.",
  ],
  [
    'an option of uac2 for uac1',
    "new AudioFunction({ driver: 'uac1', speakers: { terminalType: 0x301 } })",
    "Object literal may only specify known properties, and 'terminalType' does not exist in type 'AudioStreamOptions<AudioStreamDefinition>'.",
  ],
  [
    'a camera without sizes',
    "new VideoFunction({ formats: [{ format: 'mjpeg' }] })",
    `Type '{ format: "mjpeg"; }' is not assignable to type 'VideoFormatOptions'.
  Property 'frames' is missing in type '{ format: "mjpeg"; }' but required in type 'MjpegFormatOptions'.`,
  ],
  [
    'a network that leads nowhere',
    "new OtgNet({ mode: 'nat' })",
    `Argument of type '{ mode: "nat"; }' is not assignable to parameter of type 'OtgNetOptions | undefined'.
  Type '{ mode: "nat"; }' is not assignable to type '(NatNetworkOptions & UlaOfPrefix) | (NatNetworkOptions & UlaOfSeed) | (NatNetworkOptions & WithoutUla)'.
    Type '{ mode: "nat"; }' is not assignable to type 'NatNetworkOptions & WithoutUla'.
      Property 'uplink' is missing in type '{ mode: "nat"; }' but required in type 'NatNetworkOptions'.`,
  ],
  [
    'a bridge without its uplink',
    "new OtgNet({ mode: 'bridge' })",
    `Argument of type '{ mode: "bridge"; }' is not assignable to parameter of type 'OtgNetOptions | undefined'.
  Property 'uplink' is missing in type '{ mode: "bridge"; }' but required in type 'BridgeNetworkOptions'.`,
  ],
];

/** The options of each class that documents can have, too. */
const classes = [
  'AudioFunction',
  'EthernetFunction',
  'FunctionFsFunction',
  'Gadget',
  'Configuration',
  'HidFunction',
  'LoopbackFunction',
  'MassStorageFunction',
  'MidiFunction',
  'PhonetFunction',
  'PrinterFunction',
  'RawFunction',
  'SerialFunction',
  'SourceSinkFunction',
  'TargetFunction',
  'VideoFunction',
];

const every = `import * as library from 'usb-gadget';
import { OtgNet } from 'usb-gadget/network';
export declare const options: {
${classes.map((name) => `  ${name}: ConstructorParameters<typeof library.${name}>[0];\n`).join('')}
  OtgNet: ConstructorParameters<typeof OtgNet>[0];
};
`;

const imports = `import { AudioFunction, EthernetFunction, Gadget, HidFunction, MassStorageFunction, VideoFunction } from 'usb-gadget';
import { OtgNet } from 'usb-gadget/network';
const functions = [HidFunction.keyboard()];
const ids = { name: 'g', vendorId: 0x1d6b, productId: 1, functions };
`;

/** Compiles programs that are nowhere but here, by their names. */
function compile(programs: Readonly<Record<string, string>>): typescript.Program {
  const options: typescript.CompilerOptions = {
    strict: true,
    noEmit: true,
    target: typescript.ScriptTarget.ES2022,
    module: typescript.ModuleKind.NodeNext,
    types: [],
    skipLibCheck: true,
  };
  const host = typescript.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name in programs || fileExists(name);
  host.getSourceFile = (name, how, ...rest) =>
    programs[name] === undefined
      ? getSourceFile.call(host, name, how, ...rest)
      : typescript.createSourceFile(name, programs[name], how);
  return typescript.createProgram(Object.keys(programs), options, host);
}

/** What the compiler says of each line of a program. */
const saidOf = (program: typescript.Program, file: string): Map<number, string> =>
  new Map(
    typescript
      .getPreEmitDiagnostics(program, program.getSourceFile(file))
      .map(({ file: source, start = 0, messageText }) => [
        source!.getLineAndCharacterOfPosition(start).line,
        typescript.flattenDiagnosticMessageText(messageText, '\n'),
      ]),
  );

/** An option as an editor shows it. */
interface Shown {
  readonly path: string;
  readonly isOptional: boolean;
  readonly isNumber: boolean;
  /** What its comment says of it. */
  readonly text: string;
}

/** The options of a type and of what is in them. */
function* optionsIn(checker: typescript.TypeChecker, type: typescript.Type, path: string): Iterable<Shown> {
  if (type.isUnion()) for (const each of type.types) yield* optionsIn(checker, each, path);
  else if (checker.isArrayType(type))
    yield* optionsIn(checker, checker.getTypeArguments(type as typescript.TypeReference)[0]!, path);
  else if (type.flags & (typescript.TypeFlags.Object | typescript.TypeFlags.Intersection)) {
    // A builder has options of its own; bytes have none.
    if (type.isClass() || type.getProperty('define') || type.getProperty('buffer')) return;
    for (const member of type.getProperties()) {
      const inside = `${path}.${member.name}`;
      const of = checker.getTypeOfSymbol(member);
      const kinds = of.isUnion() ? of.types : [of];
      yield {
        path: inside,
        isOptional: (member.flags & typescript.SymbolFlags.Optional) !== 0,
        isNumber: kinds.some(({ flags }) => flags & typescript.TypeFlags.Number),
        text: typescript.displayPartsToString(member.getDocumentationComment(checker)),
      };
      yield* optionsIn(checker, of, inside);
    }
  }
}

const mistaken = resolve('test/types/mistakes-of-users.ts');
const whole = resolve('test/types/every-option.ts');
const program = compile({
  [mistaken]: imports + mistakes.map(([, code]) => `${code};\n`).join(''),
  [whole]: every,
});

suite('the compiler answers a mistake with a sentence', () => {
  const said = saidOf(program, mistaken);
  const first = imports.split('\n').length - 1;

  test('nothing else is wrong', () => {
    assert.equal(said.size, mistakes.length);
  });

  for (const [index, [what, , expected]] of mistakes.entries())
    test(what, () => {
      assert.equal(said.get(first + index), expected);
    });
});

suite('an editor shows of an option', () => {
  const checker = program.getTypeChecker();
  const [options] = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(whole)!)!);
  const shown = [...optionsIn(checker, checker.getTypeOfSymbol(options!), '')];
  const without = (fails: (option: Shown) => boolean): readonly string[] => [
    ...new Set(shown.filter(fails).map(({ path }) => path)),
  ];

  test('what it is', () => {
    assert.ok(shown.length > 200);
    assert.deepEqual(
      without(({ path, text }) => path.split('.').length > 2 && text === ''),
      [],
    );
  });

  test('what it is if it is left out', () => {
    const saysIt = /[Dd]efault|[Aa]bsent|^Always |^Not beside |^Only with /;
    assert.deepEqual(
      without(({ isOptional, text }) => isOptional && !saysIt.test(text)),
      [],
    );
  });

  test('the range of a number', () => {
    assert.deepEqual(
      without(({ isNumber, text }) => isNumber && !/\d/.test(text)),
      [],
    );
  });
});
