const stream = { channelMask: 3, sampleRates: [48_000], sampleBytes: 2 };

/** PiKVM's sound card: USB Audio 2.0, 48 kHz, 16 bit, two channels; what is left out has the kernel's defaults there, too. */
export function audioOptions(speakers: boolean, microphone: boolean): object {
  return {
    driver: 'uac2',
    name: 'usb0',
    ...(speakers && { speakers: stream }),
    ...(microphone && { microphone: stream }),
  };
}
