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

const imports = `import { AudioFunction, EthernetFunction, Gadget, HidFunction, MassStorageFunction, VideoFunction } from 'usb-gadget';
import { OtgNet } from 'usb-gadget/network';
const functions = [HidFunction.keyboard()];
const ids = { name: 'g', vendorId: 0x1d6b, productId: 1, functions };
`;

/** What the compiler says of each line of a program that is nowhere but here. */
function saidOf(program: string): Map<number, string> {
  const file = resolve('test/types/mistakes-of-users.ts');
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
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, how, ...rest) =>
    name === file
      ? typescript.createSourceFile(name, program, how)
      : getSourceFile.call(host, name, how, ...rest);
  const diagnostics = typescript.getPreEmitDiagnostics(typescript.createProgram([file], options, host));
  return new Map(
    diagnostics.map(({ file: source, start = 0, messageText }) => [
      source!.getLineAndCharacterOfPosition(start).line,
      typescript.flattenDiagnosticMessageText(messageText, '\n'),
    ]),
  );
}

suite('the compiler answers a mistake with a sentence', () => {
  const said = saidOf(imports + mistakes.map(([, code]) => `${code};\n`).join(''));
  const first = imports.split('\n').length - 1;

  test('nothing else is wrong', () => {
    assert.equal(said.size, mistakes.length);
  });

  for (const [index, [what, , expected]] of mistakes.entries())
    test(what, () => {
      assert.equal(said.get(first + index), expected);
    });
});
