/** English (United States), the language that hosts ask for first (USB language identifiers 1.0). */
export const englishUnitedStates = '0x409';

/**
 * Whether the kernel takes a language identifier: primary language 0x01..0x61 or 0xff, and a sublanguage
 * (drivers/usb/gadget/usbstring.c, usb_validate_langid).
 */
export function isLanguage(identifier: number): boolean {
  const primary = identifier & 0x3ff;
  return (
    identifier >>> 10 !== 0 && identifier <= 0xffff && ((primary > 0 && primary < 0x62) || primary === 0xff)
  );
}

/** The most languages that a gadget's strings can be in (MAX_USB_STRING_LANGS, include/linux/usb/gadget.h). */
export const mostLanguages = 2;
