import { since } from '../attributes/kernel-version.js';
import { uac1PacketSize } from '../functions/audio-endpoints.js';
import { audio1 } from './audio-layouts.js';
import { featureControls, keptName } from './audio-streams.js';
import { describe, lengthOf, littleEndian, type Descriptor } from './descriptor.js';
import { endpoint, type EndpointFacts } from './endpoint-descriptors.js';
import type { BoundFunction, FunctionDescriptors } from './function-descriptors.js';
import { classes, interfaceDescriptor, type Triple } from './interfaces.js';
import { layouts } from './layouts.js';
import { pathsOf, uac1Texts, type Path, type Uac1Text } from './uac1-paths.js';

/** The first kernel that we know to have descriptors for SuperSpeed (not in 6.1). */
const superSpeedSince = since(6, 12);

const control: Triple = [classes.audio, 1, 0];
const streaming: Triple = [classes.audio, 2, 0];

type IdOf = (text: Uac1Text) => number;

function terminals({ direction, stream, input, output, unit }: Path, id: IdOf): Descriptor[] {
  const {
    prefix,
    terminals: [inputType, outputType],
  } = direction;
  return [
    describe(audio1.inputTerminal, {
      bTerminalID: input,
      wTerminalType: inputType,
      bNrChannels: stream.channels,
      wChannelConfig: stream.mask,
      iChannelNames: id(`${prefix}_it_ch_name`),
      iTerminal: id(`${prefix}_it_name`),
    }),
    describe(audio1.outputTerminal, {
      bTerminalID: output,
      wTerminalType: outputType,
      bSourceID: unit || input,
      iTerminal: id(`${prefix}_ot_name`),
    }),
  ];
}

const featureUnit = ({ direction, stream, input, unit, hasControls }: Path, id: IdOf): Descriptor[] =>
  hasControls
    ? [
        describe(audio1.featureUnit, {
          bUnitID: unit,
          bSourceID: input,
          bmaControls: featureControls(stream, [1, 2], 2),
          iFeature: id(`${direction.prefix}_fu_vol_name`),
        }),
      ]
    : [];

/** The audio streaming interface of a direction, with nothing in its first setting. */
function streamDescriptors(bound: BoundFunction, path: Path, id: IdOf): Descriptor[] {
  const { direction, stream } = path;
  const { address, synchronization } = direction;
  const [off, on] = direction.settings.map(id);
  const facts: EndpointFacts = {
    packetSize: [uac1PacketSize, uac1PacketSize, uac1PacketSize],
    interval: [4, 4, 4],
    attributes: synchronization << 2,
    layout: layouts.audioEndpoint,
    unclaimed: { address, transfer: 'isochronous', maxPacketSize: uac1PacketSize },
  };
  return [
    interfaceDescriptor({ number: path.interface, is: streaming, string: off }),
    interfaceDescriptor({ number: path.interface, alternate: 1, endpoints: 1, is: streaming, string: on }),
    describe(audio1.stream, { bTerminalLink: direction.prefix === 'c' ? path.input : path.output }),
    describe(audio1.format, {
      bNrChannels: stream.channels,
      bSubframeSize: stream.sampleBytes,
      bBitResolution: 8 * stream.sampleBytes,
      bSamFreqType: stream.rates.length,
      tSamFreq: stream.rates.map((rate) => littleEndian(rate, 3)).join(''),
    }),
    ...endpoint(bound, path.endpoint, facts),
    describe(audio1.endpoint, direction.endpoint),
  ];
}

/** The interface that everything else hangs on; its header counts feature units that are left out at SuperSpeed as well. */
function controlDescriptors(bound: BoundFunction, paths: readonly Path[], id: IdOf): Descriptor[] {
  const present = paths.filter(({ isThere }) => isThere);
  const units = present.map((path) => [...terminals(path, id), ...featureUnit(path, id)]);
  const interrupt = paths.some(({ hasControls }) => hasControls);
  const own = [
    interfaceDescriptor({
      number: bound.firstInterface,
      endpoints: interrupt ? 1 : 0,
      is: control,
      string: id('function_name'),
    }),
    describe(layouts.audioHeader, {
      bcdADC: 0x0100,
      wTotalLength: 8 + present.length + lengthOf(units.flat()),
      bInCollection: present.length,
      baInterfaceNr: present.map((path) => littleEndian(path.interface, 1)).join(''),
    }),
  ];
  // The table for SuperSpeed is not filled in as the others are: it has both streams and neither units nor the interrupt endpoint.
  // In place of the header it sends memory, from the pointer to the header on; that cannot be known, and the header stands here.
  if (bound.speed === 'super') return [...own, ...paths.flatMap((path) => terminals(path, id))];
  const facts: EndpointFacts = { packetSize: [2, 2, 2], interval: [4, 4, 4] };
  return [...own, ...units.flat(), ...(interrupt ? endpoint(bound, 0, facts) : [])];
}

/** drivers/usb/gadget/function/f_uac1.c, after USB Audio 1.0, 4. */
export const uac1Descriptors: FunctionDescriptors = {
  strings: (attributes, kernel) =>
    uac1Texts(kernel).map((each) => (each.includes(' ') ? each : keptName('uac1', attributes, each, kernel))),
  noSuperSpeed: (kernel) => kernel < superSpeedSince,
  descriptors(bound) {
    const names = uac1Texts(bound.kernel);
    const id: IdOf = (text) => bound.strings[names.indexOf(text)] ?? 0;
    const paths = pathsOf(bound);
    const streams = bound.speed === 'super' ? paths : paths.filter(({ isThere }) => isThere);
    return [
      ...controlDescriptors(bound, paths, id),
      ...streams.flatMap((path) => streamDescriptors(bound, path, id)),
    ];
  },
};
