/** What a unit runs, one line of `Exec...=` each. */
export interface Commands {
  /** Before everything else. */
  readonly before?: readonly string[];
  /** To begin. */
  readonly start: readonly string[];
  /** To end. */
  readonly stop: readonly string[];
  /** After the end, and after a beginning that failed. */
  readonly after?: readonly string[];
}

/** A percent sign begins a specifier (systemd.unit(5)), and a dollar sign a variable (systemd.service(5)). */
const escaped = (command: string): string => command.replaceAll('%', '%%').replaceAll('$', '$$$$');

type Section = readonly [title: string, lines: readonly string[]];

const unitText = (sections: readonly Section[]): string =>
  sections.map(([title, lines]) => [`[${title}]`, ...lines, ''].join('\n')).join('\n');

const commandLines = (key: string, commands: readonly string[] = []): string[] =>
  commands.map((each) => `${key}=${escaped(each)}`);

/** It has no process of its own: it is there from the end of its start to its stop (systemd.service(5), RemainAfterExit=). */
const oneshot = ({ before, start, stop, after }: Commands): Section => [
  'Service',
  [
    'Type=oneshot',
    'RemainAfterExit=yes',
    ...commandLines('ExecStartPre', before),
    ...commandLines('ExecStart', start),
    ...commandLines('ExecStop', stop),
    // Also after a start that failed, where ExecStop= is not run.
    ...commandLines('ExecStopPost', after),
  ],
];

/**
 * The gadget: begun as soon as there is a controller, for which udev starts usb-gadget.target (systemd.special(7)), or by who needs it.
 * The rules of its networks are there before it, and until it is gone.
 */
export function gadgetUnit(name: string, commands: Commands): string {
  return unitText([
    [
      'Unit',
      [
        `Description=USB gadget ${name}`,
        'Wants=modprobe@libcomposite.service',
        'After=modprobe@libcomposite.service sys-kernel-config.mount',
        'Before=usb-gadget.target',
      ],
    ],
    oneshot(commands),
    ['Install', ['WantedBy=usb-gadget.target']],
  ]);
}

/** What belongs to a gadget begins after it, ends before it, and is begun again with it. */
const boundTo = (name: string): string[] => [
  `BindsTo=usb-gadget-${name}.service`,
  `PartOf=usb-gadget-${name}.service`,
  `After=usb-gadget-${name}.service`,
];

const install = (name: string): Section => ['Install', [`WantedBy=usb-gadget-${name}.service`]];

/** The networks over a gadget. */
export function networkUnit(name: string, commands: Commands): string {
  return unitText([
    ['Unit', [`Description=Network of the USB gadget ${name}`, ...boundTo(name)]],
    oneshot(commands),
    install(name),
  ]);
}

/** A login on a serial port of a gadget; its number is asked of the kernel, since other gadgets may have ports as well. */
export function gettyUnit(name: string, port: string): string {
  const number = `/sys/kernel/config/usb_gadget/${name}/functions/${port}/port_num`;
  const login = `read -r number <${number} && exec agetty --keep-baud 115200,57600,38400,9600 ttyGS$number vt220`;
  return unitText([
    ['Unit', [`Description=Login on ${port} of the USB gadget ${name}`, ...boundTo(name)]],
    [
      'Service',
      ['Type=simple', `ExecStart=/bin/sh -c '${escaped(login)}'`, 'Restart=always', 'RestartSec=1'],
    ],
    install(name),
  ]);
}
