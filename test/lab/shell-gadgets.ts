/** The medium of drives in gadgets that shells make. */
export const medium = '/tmp/usb-gadget-lab-live.img';

const keyboard =
  '05010906a101050719e029e71500250175019508810295017508810395057501050819012905910295017503910195067508150025650507190029658100c0';

const escaped = keyboard.replace(/../g, '\\x$&');

/** Gadgets as people make them with a shell: hexadecimal here and there, links with names of their own. Each begins in `usb_gadget`. */
export const shellGadgets: Readonly<Record<string, string>> = {
  'a composite with names of its own': `
    mkdir shell && cd shell
    echo 0x1d6b > idVendor; echo 0x104 > idProduct; echo 0x0123 > bcdDevice; echo 0x200 > bcdUSB
    echo 0xEF > bDeviceClass; echo 2 > bDeviceSubClass; echo 0x1 > bDeviceProtocol
    mkdir strings/0x409; echo fedcba98 > strings/0x409/serialnumber; echo "Maker's" > strings/0x409/manufacturer
    mkdir strings/0x407; echo Gerät > strings/0x407/product
    mkdir configs/c.1; mkdir configs/c.1/strings/0x409; echo "All of it" > configs/c.1/strings/0x409/configuration
    echo 0xfa > configs/c.1/MaxPower; echo 0xa0 > configs/c.1/bmAttributes
    mkdir functions/hid.usb0; echo 0x1 > functions/hid.usb0/protocol; echo 1 > functions/hid.usb0/subclass
    echo 0x08 > functions/hid.usb0/report_length; printf '${escaped}' > functions/hid.usb0/report_desc
    mkdir functions/mass_storage.0; echo y > functions/mass_storage.0/stall; echo 1 > functions/mass_storage.0/lun.0/ro
    echo ${medium} > functions/mass_storage.0/lun.0/file; echo Acme > functions/mass_storage.0/lun.0/inquiry_string
    mkdir functions/mass_storage.0/lun.1
    mkdir functions/rndis.usb0; echo 42:61:64:55:53:42 > functions/rndis.usb0/dev_addr; echo 0x7 > functions/rndis.usb0/qmult
    echo RNDIS > functions/rndis.usb0/os_desc/interface.rndis/compatible_id
    echo 5162001 > functions/rndis.usb0/os_desc/interface.rndis/sub_compatible_id
    mkdir functions/acm.spare 'functions/gser.my spare' functions/eem.
    ln -s functions/rndis.usb0 configs/c.1/network
    ln -s functions/mass_storage.0 configs/c.1
    ln -s functions/hid.usb0 'configs/c.1/a keyboard'
    echo 1 > os_desc/use; echo 0xcd > os_desc/b_vendor_code; echo MSFT100 > os_desc/qw_sign
    ln -s configs/c.1 os_desc/windows`,
  'two configurations, of which one came first': `
    mkdir shell && cd shell
    echo 0x1d6b > idVendor; echo 0x0104 > idProduct
    mkdir functions/acm.a functions/ecm.b functions/gser.c
    mkdir configs/second.2 configs/first.1
    ln -s functions/ecm.b configs/second.2; ln -s functions/acm.a configs/second.2
    ln -s functions/gser.c configs/first.1; ln -s functions/ecm.b configs/first.1/x`,
  'what no options say': `
    mkdir shell && cd shell
    echo 0x1d6b > idVendor; echo 0x0104 > idProduct
    mkdir configs/c.1
    mkdir functions/printer.p; echo "MFG:Acme;MDL:One;CLS:PRINTER;" > functions/printer.p/pnp_string
    mkdir functions/midi.m; echo shell > functions/midi.m/id; echo 3 > functions/midi.m/in_ports
    mkdir functions/Loopback.l; echo 0x10 > functions/Loopback.l/qlen
    ln -s functions/printer.p configs/c.1; ln -s functions/midi.m configs/c.1; ln -s functions/Loopback.l configs/c.1`,
  'a microphone and cameras': `
    mkdir shell && cd shell
    echo 0x1d6b > idVendor; echo 0x0104 > idProduct
    mkdir configs/c.1
    mkdir functions/uac2.m; echo 0 > functions/uac2.m/c_chmask; echo 1 > functions/uac2.m/p_chmask
    for head in h head; do
      camera=functions/uvc.$head; mkdir $camera
      mkdir -p $camera/streaming/mjpeg/m/720p $camera/streaming/uncompressed/u/360p
      echo 1280 > $camera/streaming/mjpeg/m/720p/wWidth; echo 720 > $camera/streaming/mjpeg/m/720p/wHeight
      printf '333333\\n666666\\n' > $camera/streaming/mjpeg/m/720p/dwFrameInterval
      echo 333333 > $camera/streaming/mjpeg/m/720p/dwDefaultFrameInterval
      echo 666666 > $camera/streaming/uncompressed/u/360p/dwFrameInterval
      mkdir $camera/streaming/header/$head $camera/control/header/$head
      ln -s $camera/streaming/uncompressed/u $camera/streaming/header/$head
      ln -s $camera/streaming/mjpeg/m $camera/streaming/header/$head
      for speed in fs hs ss; do ln -s $camera/streaming/header/$head $camera/streaming/class/$speed; done
      for speed in fs ss; do ln -s $camera/control/header/$head $camera/control/class/$speed; done
    done
    ln -s functions/uvc.h configs/c.1; ln -s functions/uac2.m configs/c.1`,
  'a script that died': `
    mkdir shell && cd shell
    echo 0x1d6b > idVendor
    mkdir strings/0x409
    mkdir functions/hid.usb0; echo 8 > functions/hid.usb0/report_length
    mkdir functions/uvc.c functions/uvc.c/control/header/h functions/uvc.c/streaming/mjpeg/m
    mkdir functions/mass_storage.usb0 functions/mass_storage.usb0/lun.2
    mkdir configs/c.1 configs/d.2; echo 1 > os_desc/use`,
};

/** Those that bind to a controller without isochronous endpoints. */
export const bindable: readonly string[] = Object.keys(shellGadgets).slice(0, 3);
