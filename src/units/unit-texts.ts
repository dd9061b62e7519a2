import { quote } from '../plan/shell-words.js';
import { toHex, toUtf8 } from '../usb/bytes.js';

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

/** The name of a unit of a gadget, in which other characters than these are escaped (systemd.unit(5)). */
export const unitName = (gadget: string, suffix = ''): string =>
  `usb-gadget-${gadget}${suffix}.service`.replace(/[^\w:.-]/gu, (each) =>
    toHex(toUtf8(each)).replace(/../g, String.raw`\x$&`),
  );

/** One word of a command (systemd.syntax(7), "Quoting"). */
export const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : JSON.stringify(word));

/** A percent sign begins a specifier (systemd.unit(5)), and a dollar sign a variable (systemd.service(5)). */
const escaped = (command: string): string => command.replaceAll('%', '%%').replaceAll('$', '$$$$');

/** Of a text, a percent sign begins a specifier, and a backslash at its end, unless doubled, takes the next line to it (systemd.syntax(7)). */
const description = (text: string): string => `Description=${text.replace(/%|\\+$/g, '$&$&')}`;

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
        description(`USB gadget ${name}`),
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
  `BindsTo=${unitName(name)}`,
  `PartOf=${unitName(name)}`,
  `After=${unitName(name)}`,
];

const install = (name: string): Section => ['Install', [`WantedBy=${unitName(name)}`]];

/** The networks over a gadget. */
export function networkUnit(name: string, commands: Commands): string {
  return unitText([
    ['Unit', [description(`Network of the USB gadget ${name}`), ...boundTo(name)]],
    oneshot(commands),
    install(name),
  ]);
}

/** A login on a serial port of a gadget; its number is asked of the kernel, since other gadgets may have ports as well. */
export function gettyUnit(name: string, port: string): string {
  const number = quote(`/sys/kernel/config/usb_gadget/${name}/functions/${port}/port_num`);
  const login = `read -r number <${number} && exec agetty --keep-baud 115200,57600,38400,9600 ttyGS$number vt220`;
  return unitText([
    ['Unit', [description(`Login on ${port} of the USB gadget ${name}`), ...boundTo(name)]],
    [
      'Service',
      [
        'Type=simple',
        `ExecStart=/bin/sh -c ${escaped(JSON.stringify(login))}`,
        'Restart=always',
        'RestartSec=1',
      ],
    ],
    install(name),
  ]);
}
