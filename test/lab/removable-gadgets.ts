import { medium } from './shell-gadgets.js';

const begin = `mkdir foreign && cd foreign; echo 0x1d6b > idVendor; echo 0x0104 > idProduct
    mkdir configs/c.1`;

/** What others leave behind, made in a shell that begins in `usb_gadget`; what a kernel lacks is left out. */
export const removableGadgets: Readonly<Record<string, string>> = {
  'files of a program, mounted twice under odd names': `${begin}
    mkdir functions/ffs.odd; mkdir -p "/tmp/odd place" /tmp/other
    mount -t functionfs odd "/tmp/odd place"; mount --bind "/tmp/odd place" /tmp/other`,
  'strings of its own, in many languages': `${begin}
    for language in 0x407 0x409 0x40c 0x410 0x411; do mkdir strings/$language && echo x > strings/$language/product; done || true
    mkdir configs/c.1/strings/0x409 configs/c.1/strings/0x407
    mkdir strings/0x409/more strings/0x409/xu.1 && echo y > strings/0x409/more/s || true`,
  'a camera with everything in it': `${begin}
    mkdir functions/uvc.c; cd functions/uvc.c
    mkdir -p streaming/mjpeg/m/720p streaming/uncompressed/u/360p streaming/uncompressed/u/720p
    mkdir streaming/framebased/f streaming/framebased/f/1080p || true
    mkdir control/header/h streaming/header/h streaming/header/second
    if mkdir streaming/color_matching/yellow; then
      ln -s streaming/color_matching/yellow streaming/mjpeg/m/color_matching; fi || true
    mkdir control/extensions/x.1 || true
    ln -s streaming/mjpeg/m streaming/header/h/first; ln -s streaming/uncompressed/u streaming/header/h/u
    ln -s streaming/uncompressed/u streaming/header/second
    ln -s control/header/h control/class/fs/h; ln -s control/header/h control/class/ss/again
    ln -s streaming/header/h streaming/class/fs; ln -s streaming/header/h streaming/class/hs/x; ln -s streaming/header/second streaming/class/ss
    cd ../..; ln -s functions/uvc.c configs/c.1/camera`,
  'drives with gaps, in three configurations': `${begin}
    mkdir functions/mass_storage.a functions/mass_storage.a/lun.2 functions/mass_storage.a/lun.7
    echo ${medium} > functions/mass_storage.a/lun.7/file; mkdir functions/mass_storage.b functions/acm.loose
    mkdir configs/d.2 configs/e.3; ln -s functions/mass_storage.a configs/e.3/z; ln -s functions/mass_storage.b configs/c.1/a
    ln -s functions/mass_storage.a configs/c.1/b; ln -s configs/e.3 os_desc/chosen; echo 1 > os_desc/use`,
  'sound and notes': `${begin}
    mkdir functions/uac1.a functions/uac2.b functions/midi.m
    mkdir functions/midi2.n functions/midi2.n/ep.1 functions/midi2.n/ep.1/block.1 || true
    ln -s functions/uac1.a configs/c.1; ln -s functions/uac2.b configs/c.1/b`,
  'a page for browsers': `${begin}
    mkdir functions/gser.g; ln -s functions/gser.g configs/c.1
    [ ! -e webusb ] || { echo 1 > webusb/use; echo https://example.com > webusb/landingPage; }`,
  'a SCSI target and what hardly anybody makes': `${begin}
    for each in tcm.t phonet.p Loopback.l SourceSink.s obex.o eem.e geth.s printer.q; do
      mkdir functions/$each && ln -s functions/$each configs/c.1/x_$each; done || true`,
  'nothing but a folder': 'mkdir foreign',
};
