import { copiedAtLink, type Attribute } from '../attributes/attribute.js';
import type { Codec } from '../attributes/codec.js';
import { since } from '../attributes/kernel-version.js';
import { u32, unsigned } from '../attributes/number-codecs.js';
import { signed } from '../attributes/signed-codecs.js';
import { keptText } from '../attributes/text-codecs.js';
import { issue } from '../errors.js';
import { once } from '../options/once.js';
import { wholeNumber } from '../options/shape.js';
import { bulk, functionOptions, type FunctionDriver } from './function-driver.js';
import { mostBufferBytes } from './loopback.js';

/** A MIDI port (USB MIDI Devices 1.0), as plain data. */
export interface MidiFunctionDefinition {
  /** Always `midi`. */
  readonly driver: 'midi';
  /** The instance: the folder is `midi.NAME`, at most 39 characters. Default: the first of `usb0`, `usb1` and so on that is free. */
  readonly name: string;
  /** The number of the sound card here, -1 to 31; -1 takes the first that is free. Default -1. */
  readonly cardIndex?: number;
  /** The id of the sound card here, at most 15 characters. Default: made up by the kernel. */
  readonly cardId?: string;
  /** Bytes of one transfer, 1 to 4194304. Default 512. */
  readonly bufferBytes?: number;
  /** Transfers queued for each direction, 2 to 524288. Default 32. */
  readonly queueLength?: number;
  /** Ports that carry notes to the host, 0 to 16; as many as the others, or some are dead (f_midi.c, f_midi_register_card). Default 1. */
  readonly inPorts?: number;
  /** Ports that carry notes from the host, 0 to 16. Default 1. */
  readonly outPorts?: number;
  /** `iInterface`: what some hosts call the ports. At most 126 bytes. First kernel 7.0. Default `MIDI function`. */
  readonly interfaceName?: string;
}

/** SNDRV_CARDS of a kernel with its usual configuration (include/sound/core.h); one more is taken, and fails at the bind. */
const soundCards = 32;

/** The queue is rounded up to a power of two and needs two places; each has eight bytes (lib/kfifo.c, __kfifo_alloc). */
const leastQueue = 2;
const mostQueue = mostBufferBytes / 8;

/** The first kernel that takes -1, and shows the other numbers without a sign (f_midi.c, F_MIDI_OPT_SIGNED). */
const signedSince = since(5, 11);

const byAge = <Value>(newer: Codec<Value>, older: Codec<Value>): Codec<Value> => ({
  ...newer,
  variesByKernel: true,
  store: (written, before, kernel = Infinity) =>
    (kernel >= signedSince ? newer : older).store(written, before, kernel),
});

const cardIndex: Codec<number> = {
  ...byAge(signed(-1, soundCards), unsigned({ typeMost: 0xffffffff, range: [0, soundCards] })),
  shape: wholeNumber(-1, soundCards - 1),
};

const number = (least: number, most: number): Codec<number> =>
  byAge(
    u32(least, most),
    unsigned({ typeMost: 0xffffffff, format: 'signed', shape: wholeNumber(least, most) }),
  );

const ports = unsigned({ typeMost: 0xffffffff, range: [0, 16] });

const attributes = (): readonly Attribute[] =>
  copiedAtLink([
    { name: 'index', codec: cardIndex, from: 'cardIndex', initial: '-1\n' },
    { name: 'id', codec: keptText(15), from: 'cardId', initial: '' },
    { name: 'buflen', codec: number(1, mostBufferBytes), from: 'bufferBytes', initial: '512\n' },
    { name: 'qlen', codec: number(leastQueue, mostQueue), from: 'queueLength', initial: '32\n' },
    { name: 'in_ports', codec: ports, from: 'inPorts', initial: '1\n' },
    { name: 'out_ports', codec: ports, from: 'outPorts', initial: '1\n' },
    {
      name: 'interface_string',
      codec: keptText(126),
      from: 'interfaceName',
      initial: '',
      since: since(7, 0),
    },
  ]);

/** drivers/usb/gadget/function/f_midi.c */
export const midi: () => FunctionDriver<MidiFunctionDefinition> = once(() => {
  const table = attributes();
  return {
    driver: 'midi',
    module: 'usb_f_midi',
    folder: { attributes: table, role: 'function' },
    options: functionOptions(table),
    interfaces: () => 2,
    endpoints: () => [bulk('in'), bulk('out')],
    usual: {},
    device: { kind: 'sound', cardDriver: 'MIDI Gadget', attribute: 'id' },
    bindErrno: 'ENODEV',
    linkErrno({ queueLength = leastQueue }) {
      if (queueLength < leastQueue || queueLength > 0x80000000) return 'EINVAL';
      return queueLength > mostQueue ? 'ENOMEM' : undefined;
    },
    check({ inPorts = 1, outPorts = 1 }, path, issues) {
      if (inPorts === outPorts) return;
      const [more, fewer] = inPorts > outPorts ? ['inPorts', outPorts] : ['outPorts', inPorts];
      issues.push(
        issue(
          'MIDI_PORTS_UNEVEN',
          `${path}.${more}`,
          `The host finds ${inPorts} ports in and ${outPorts} out, and only ${fewer} of each can be opened here: the kernel counts those of its own card the other way round.`,
          'Make inPorts and outPorts equal.',
        ),
      );
    },
  };
});
