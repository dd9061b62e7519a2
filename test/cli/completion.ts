/** What a shell is to offer: the command line up to where Tab is pressed, and what is offered there, in the order of the alphabet. */
export type Completion = readonly [line: string, offered: readonly string[]];

/** The name of a gadget: a shell that carries it out makes the file `trapped`. */
export const trapped = 'x$(>trapped)x';

/** What `ls` says of configfs and of controllers in the tests of completion. */
export const listings: Readonly<Record<string, readonly string[]>> = {
  '/sys/kernel/config/usb_gadget': ['camera', 'kvm', 'my board', trapped],
  '/sys/kernel/config/usb_gadget/kvm/functions': ['ecm.usb0', 'hid.usb0', 'hid.usb1'],
  '/sys/kernel/config/usb_gadget/my board/functions': ['acm.usb0'],
  '/sys/class/udc': ['fe980000.usb'],
};

/** A program that stands for `ls`. */
export const listingProgram: string = [
  '#!/bin/sh',
  'case "$1" in',
  ...Object.entries(listings).map(
    ([folder, names]) => `  "${folder}") printf '%s\\n' '${names.join("' '")}' ;;`,
  ),
  'esac',
  '',
].join('\n');

/** What every shell offers, in a folder that holds `a.yaml`, `b.yaml` and the folder `board`. */
export const completions: readonly Completion[] = [
  ['usb-gadget des', ['descriptors']],
  ['usb-gadget d', ['descriptors', 'diff', 'disable', 'doctor', 'donor', 'down']],
  ['usb-gadget check --ke', ['--kernel']],
  ['usb-gadget plan --format ', ['json', 'sh', 'text']],
  ['usb-gadget show --format ', ['json', 'ts', 'yaml']],
  ['usb-gadget show --format=j', ['json']],
  ['usb-gadget up a', ['a.yaml']],
  ['usb-gadget check --kernel 6.1 a.yaml b', ['b.yaml', 'board/']],
  ['usb-gadget doctor --capture ', ['board/']],
  ['usb-gadget reset c', ['camera']],
  ['usb-gadget status camera k', ['kvm']],
  ['usb-gadget disable kvm hid.', ['hid.usb0', 'hid.usb1']],
  ['usb-gadget disable my\\ board a', ['acm.usb0']],
  ['usb-gadget media --json kvm h', ['hid.usb0', 'hid.usb1']],
  ['usb-gadget up --udc fe', ['fe980000.usb']],
  ['usb-gadget donor ', []],
  ['usb-gadget donor 1-1 a', ['a.yaml']],
  ['usb-gadget init --template web', ['webcam']],
  ['usb-gadget init --hosts and', ['android']],
  ['usb-gadget net p', ['plan']],
  ['usb-gadget net plan a', ['a.yaml']],
  ['usb-gadget net down c', ['camera']],
];
