/** A command line without the program's name, and what it is for. */
export type Example = readonly [words: string, about: string];

/** Examples of each command, as the help and the manual page show them. */
export const examples: Readonly<Record<string, readonly Example[]>> = {
  init: [
    ['init', 'asks what it is to be'],
    ['init --list', 'the templates'],
    ['init --template serial-console console.yaml', 'asks nothing'],
  ],
  check: [
    ['check kvm.yaml', 'on the controller of this machine, else on a Raspberry Pi'],
    ['check --udc dwc3:8 --kernel 6.1 kvm.yaml disk.yaml', 'two gadgets on another board'],
  ],
  show: [
    ['show kvm.yaml', 'with every default'],
    ['show /etc/kvmd/override.yaml > kvm.yaml', "PiKVM's file as ours"],
    ['show --format ts kvm.yaml', 'as a program'],
  ],
  endpoints: [
    ['endpoints kvm.yaml', 'who gets which endpoint, and what to turn off'],
    ['endpoints --udc musb-am335x kvm.yaml', 'on a BeagleBone'],
  ],
  descriptors: [
    ['descriptors kvm.yaml', 'what the host reads'],
    ['descriptors --speed full kvm.yaml', 'behind a slow hub'],
  ],
  plan: [
    ['plan kvm.yaml', 'every write that `up` would do'],
    ['plan --format sh kvm.yaml > up.sh', 'a script for a board without Node'],
    ['plan --format sh --down kvm.yaml > down.sh', 'and the way back'],
  ],
  up: [
    ['up kvm.yaml', 'make it, or change what differs'],
    ['up --dry-run kvm.yaml', 'print what that would do'],
    ['up --wait kvm.yaml', 'at boot, before the controller is there'],
    ['up --confirm 60 kvm.yaml', 'over the very network that it changes'],
    ['up --simulate kvm.yaml', 'try it without a board'],
  ],
  confirm: [['confirm', 'what `up --confirm` made stays']],
  down: [
    ['down kvm', 'remove one gadget'],
    ['down --all', 'remove all, whoever made them'],
  ],
  diff: [['diff kvm.yaml', 'what `up` would change, and what the host would notice']],
  export: [
    ['export g1 > g1.yaml', "another tool's gadget as a document"],
    ['export --format ts g1', 'as a program'],
  ],
  net: [
    ['net plan kvm.yaml', 'every step of its network'],
    ['net up kvm.yaml', 'make it'],
    ['net status', 'addresses, and who is there'],
  ],
  list: [
    ['list', 'which gadgets there are'],
    ['list --json', 'for a program'],
  ],
  status: [
    ['status', 'device nodes, media, and the host'],
    ['status --wait kvm', 'wait until a host has configured it'],
  ],
  enable: [['enable kvm mass_storage.usb0', 'the host sees the drive from now on']],
  disable: [['disable kvm mass_storage.usb0', 'the host no longer sees the drive']],
  reset: [['reset kvm', 'as if the cable had been pulled and put in again']],
  media: [
    ['media kvm', 'what is in its drives'],
    ['media kvm --insert /srv/install.iso --cdrom', 'put a disc in'],
    ['media kvm mass_storage.usb0:1 --eject', 'take the medium out of the second drive'],
  ],
  udc: [['udc', 'the controllers of this machine']],
  doctor: [
    ['doctor', 'what this machine lacks'],
    ['doctor kvm.yaml', 'why this gadget does not come up'],
    ['doctor --capture board', 'keep what is known of this machine'],
  ],
  donor: [
    ['donor', 'which keyboards and mice there are'],
    ['donor 1-1.2 kvm.yaml', 'the document with the identity of that one'],
    ['donor --write override.yaml', "of the only one, into PiKVM's file"],
  ],
  unit: [
    ['unit kvm.yaml', 'print the units'],
    ['unit --output / kvm.yaml', 'write them where systemd looks'],
  ],
  udcs: [
    ['udcs', 'the controllers that are known'],
    ['udcs dwc2-bcm2835 > mine.json', 'a profile to begin with'],
  ],
  schema: [['schema > usb-gadget.schema.json', 'for an editor']],
  completion: [
    ['completion bash > /etc/bash_completion.d/usb-gadget', 'for every user'],
    ['completion zsh > ~/.zfunc/_usb-gadget', 'into a folder of fpath'],
    ['completion fish > ~/.config/fish/completions/usb-gadget.fish', 'for this user'],
  ],
};
