import type { RawFunctionDefinition } from '../functions/raw.js';
import type { EndpointRequest } from '../usb/endpoint.js';

const rate = 48_000;
const sampleBytes = 2;
/** Left and right. */
const stereo = 3;

/**
 * Bytes of one packet: one millisecond of two channels, with the 0.5 % that the other side's clock may be faster, rounded up
 * (drivers/usb/gadget/function/f_uac2.c, get_max_bw_for_bint, with fb_max 5).
 */
const packetSize = Math.ceil((rate * 1005) / 1_000_000) * 2 * sampleBytes;

const interrupt: EndpointRequest = { direction: 'in', transfer: 'interrupt', matchSize: 6, packetSize: 6 };
const feedback: EndpointRequest = { direction: 'in', transfer: 'isochronous', matchSize: 3, packetSize: 4 };
const samples = (direction: 'in' | 'out'): EndpointRequest => ({
  direction,
  transfer: 'isochronous',
  matchSize: packetSize,
  packetSize,
});

const attributes = (side: 'c' | 'p', enabled: boolean): RawFunctionDefinition['contents'] => [
  { path: `${side}_chmask`, text: String(enabled ? stereo : 0) },
  ...(enabled
    ? [
        { path: `${side}_srate`, text: String(rate) },
        { path: `${side}_ssize`, text: String(sampleBytes) },
      ]
    : []),
];

/**
 * PiKVM's sound card: UAC2, 48 kHz, 16 bit, two channels. The gadget captures what the host plays, and plays what the host records;
 * volume and mute, which are there by default, take an interrupt endpoint, and asynchronous capture one for feedback.
 */
export function audioFunction(speakers: boolean, microphone: boolean): RawFunctionDefinition {
  return {
    driver: 'uac2',
    name: 'usb0',
    contents: [...attributes('c', speakers), ...attributes('p', microphone)],
    interfaces: 1 + Number(speakers) + Number(microphone),
    endpoints: [
      ...(speakers || microphone ? [interrupt] : []),
      ...(speakers ? [samples('out'), feedback] : []),
      ...(microphone ? [samples('in')] : []),
    ],
  };
}
