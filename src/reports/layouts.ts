import type { KeyboardLayout } from './keyboard-layout.js';

/** Name of a keyboard layout that is known here. */
export type KeyboardLayoutName = 'us' | 'uk' | 'german' | 'french' | 'french-linux';

const french: KeyboardLayout = {
  plain: ['²&é"\'(-è_çà)=', 'azertyuiopˆ$', 'qsdfghjklmù*', '<wxcvbn,;:!'],
  shift: [' 1234567890°+', 'AZERTYUIOP¨£', 'QSDFGHJKLM%µ', '>WXCVBN?./§'],
  altGr: ['  ˜#{[|ˋ\\^@]}', '  €        ¤', '            ', '           '],
};

/**
 * Keyboard layouts, with those characters that Windows and the X keyboard database of Linux have in the same places.
 * Where they differ for ASCII there are two: `french` is Windows' with a dead tilde and a dead grave on AltGr, `french-linux` that of
 * Linux, which has them plain.
 */
export const keyboardLayouts: Readonly<Record<KeyboardLayoutName, KeyboardLayout>> = {
  us: {
    plain: ['`1234567890-=', 'qwertyuiop[]', "asdfghjkl;'\\", ' zxcvbnm,./'],
    shift: ['~!@#$%^&*()_+', 'QWERTYUIOP{}', 'ASDFGHJKL:"|', ' ZXCVBNM<>?'],
  },
  uk: {
    plain: ['`1234567890-=', 'qwertyuiop[]', "asdfghjkl;'#", '\\zxcvbnm,./'],
    shift: ['¬!"£$%^&*()_+', 'QWERTYUIOP{}', 'ASDFGHJKL:@~', '|ZXCVBNM<>?'],
    altGr: ['    €        ', '            ', '            ', '           '],
  },
  german: {
    plain: ['ˆ1234567890ß´', 'qwertzuiopü+', 'asdfghjklöä#', '<yxcvbnm,.-'],
    shift: ['°!"§$%&/()=?ˋ', 'QWERTZUIOPÜ*', "ASDFGHJKLÖÄ'", '>YXCVBNM;:_'],
    altGr: ['  ²³   {[]}\\ ', '@ €        ~', '            ', '|      µ   '],
  },
  french,
  'french-linux': {
    ...french,
    altGr: ['  ~#{[|`\\^@]}', '  €        ¤', '            ', '           '],
  },
};
