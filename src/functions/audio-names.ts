import type { Attribute } from '../attributes/attribute.js';
import type { KernelVersion } from '../attributes/kernel-version.js';
import { uac1Name, uac2Name } from '../attributes/name-codecs.js';
import type { AudioFunctionDefinition } from './audio-definition.js';
import { namesSince, streamPrefixes, type StreamName } from './audio-kernels.js';

type Driver = AudioFunctionDefinition['driver'];

type NameRow = readonly [name: string, option: string, initial: string];

/** The names of a stream with what they are by default. */
const nameRows: Readonly<Record<Driver, Readonly<Record<StreamName, readonly NameRow[]>>>> = {
  uac1: {
    speakers: [
      ['it_name', 'inputTerminalName', 'Playback Input terminal'],
      ['it_ch_name', 'channelNames', 'Playback Channels'],
      ['ot_name', 'outputTerminalName', 'Playback Output terminal'],
      ['fu_vol_name', 'volumeName', 'Playback Volume'],
    ],
    microphone: [
      ['it_name', 'inputTerminalName', 'Capture Input terminal'],
      ['it_ch_name', 'channelNames', 'Capture Channels'],
      ['ot_name', 'outputTerminalName', 'Capture Output terminal'],
      ['fu_vol_name', 'volumeName', 'Capture Volume'],
    ],
  },
  uac2: {
    speakers: [
      ['it_name', 'inputTerminalName', 'USBH Out'],
      ['it_ch_name', 'channelNames', 'Playback Channels'],
      ['ot_name', 'outputTerminalName', 'USBD In'],
      ['fu_vol_name', 'volumeName', 'Playback Volume'],
    ],
    microphone: [
      ['it_name', 'inputTerminalName', 'USBD Out'],
      ['it_ch_name', 'channelNames', 'Capture Channels'],
      ['ot_name', 'outputTerminalName', 'USBH In'],
      ['fu_vol_name', 'volumeName', 'Capture Volume'],
    ],
  },
};

/** A name of one driver; its default is that of the kernel. */
export function nameAttribute(
  driver: Driver,
  name: string,
  from: string,
  initial: string,
  first: KernelVersion = namesSince,
): Attribute {
  return { name, codec: driver === 'uac1' ? uac1Name : uac2Name, from, initial, since: first };
}

/** The names of a stream, which come after everything that is not a name. */
export const streamNames = (driver: Driver, stream: StreamName): readonly Attribute[] =>
  nameRows[driver][stream].map(([name, option, initial]) =>
    nameAttribute(driver, `${streamPrefixes[stream]}_${name}`, `${stream}.${option}`, initial),
  );
