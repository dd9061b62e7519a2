/** The least that a disk image can be: Linux makes a disk of any number of sectors. */
const imageBytes = 1024 * 1024;

/** Port of QEMU's isa-debugcon, where SeaBIOS writes its log too (SeaBIOS docs/Debugging.md). */
const logPort = 0x402;

/** Where firmware puts a boot sector, and how long it is with its signature (BIOS Boot Specification 1.01, 6.5.1). */
const loadAddress = 0x7c00;
const sectorBytes = 512;

const low = (word: number): number => word & 0xff;
const high = (word: number): number => word >> 8;

/** Writes the text at `address` to the log, up to a zero, and then every key that the firmware reads. */
const program = (address: number): readonly number[] => [
  ...[0x31, 0xc0], // xor ax, ax
  ...[0x8e, 0xd8], // mov ds, ax
  0xfc, // cld
  ...[0xba, low(logPort), high(logPort)], // mov dx, logPort
  ...[0xbe, low(address), high(address)], // mov si, address
  0xac, // text: lodsb
  ...[0x84, 0xc0], // test al, al
  ...[0x74, 0x03], // jz key
  0xee, // out dx, al
  ...[0xeb, 0xf8], // jmp text
  ...[0x30, 0xe4], // key: xor ah, ah
  ...[0xcd, 0x16], // int 16h: wait for a key
  ...[0xba, low(logPort), high(logPort)], // mov dx, logPort
  0xee, // out dx, al
  ...[0xeb, 0xf6], // jmp key
];

/** A disk that, once booted, writes a line to the firmware's log and then every character that is typed. */
export function bootDisk(line: string): Buffer {
  const text = loadAddress + program(0).length;
  const image = Buffer.alloc(imageBytes);
  Buffer.from([...program(text), ...Buffer.from(`\n${line}\n\0`)]).copy(image);
  image.writeUInt16LE(0xaa55, sectorBytes - 2);
  return image;
}
