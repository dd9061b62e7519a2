#!/bin/sh
# Needs nothing but a POSIX shell with printf, mkdir, rmdir, ln, rm (busybox will do). Stops at the first error and undoes what it did.
set -eu
gadgets=${CONFIGFS:-/sys/kernel/config}/usb_gadget
done=0
put() { printf "$1" >"$2"; }
only_controller() {
  set -- /sys/class/udc/*
  if [ $# -ne 1 ] || [ ! -e "$1" ]; then echo "There must be exactly one controller in /sys/class/udc." >&2; return 1; fi
  echo "${1##*/}"
}
undo() {
  status=$?
  trap - EXIT
  [ $status -ne 0 ] || exit 0
  echo "Stopped after $done of 23 steps; undoing them." >&2
  set +e
  left=0
  [ $done -lt 23 ] || { put '\n' "$gadgets"/g1/UDC; } || left=1
  [ $done -lt 22 ] || { rm "$gadgets"/g1/os_desc/c.1; } || left=1
  [ $done -lt 19 ] || [ ! -e "$gadgets"/g1/configs/c.1/ncm.usb0 ] || { rm "$gadgets"/g1/configs/c.1/ncm.usb0; } || left=1
  [ $done -lt 19 ] || [ ! -e "$gadgets"/g1/configs/c.1/hid.keyboard ] || { rm "$gadgets"/g1/configs/c.1/hid.keyboard; } || left=1
  [ $done -lt 1 ] || [ ! -e "$gadgets"/g1/configs/c.1 ] || { rmdir "$gadgets"/g1/configs/c.1; } || left=1
  [ $done -lt 1 ] || [ ! -e "$gadgets"/g1/functions/ncm.usb0 ] || { rmdir "$gadgets"/g1/functions/ncm.usb0; } || left=1
  [ $done -lt 1 ] || [ ! -e "$gadgets"/g1/functions/hid.keyboard ] || { rmdir "$gadgets"/g1/functions/hid.keyboard; } || left=1
  [ $done -lt 1 ] || [ ! -e "$gadgets"/g1/strings/0x409 ] || { rmdir "$gadgets"/g1/strings/0x409; } || left=1
  [ $done -lt 1 ] || { rmdir "$gadgets"/g1; } || left=1
  [ $left -eq 0 ] || echo "Something could not be undone; look below $gadgets." >&2
  exit $status
}
trap undo EXIT
trap 'exit 130' INT TERM
mkdir "$gadgets"/g1
done=1
mkdir "$gadgets"/g1/strings/0x409 "$gadgets"/g1/functions/hid.keyboard "$gadgets"/g1/functions/ncm.usb0 "$gadgets"/g1/configs/c.1
done=5
put '0x1d6b' "$gadgets"/g1/idVendor
done=6
put '0x0104' "$gadgets"/g1/idProduct
done=7
put 'It\047s 100%%' "$gadgets"/g1/strings/0x409/product
done=8
put '1' "$gadgets"/g1/os_desc/use
done=9
put '0xcd' "$gadgets"/g1/os_desc/b_vendor_code
done=10
put 'MSFT100' "$gadgets"/g1/os_desc/qw_sign
done=11
put '1' "$gadgets"/g1/functions/hid.keyboard/no_out_endpoint
done=12
put '1' "$gadgets"/g1/functions/hid.keyboard/protocol
done=13
put '1' "$gadgets"/g1/functions/hid.keyboard/subclass
done=14
put '8' "$gadgets"/g1/functions/hid.keyboard/report_length
done=15
put '\005\001\011\006\241\001\005\007\031\340)\347\025\000%%\001u\001\225\010\201\002\225\001u\010\201\001\225\005u\001\005\010\031\001)\005\221\002\225\001u\003\221\001\225\006u\010\025\000&\377\000\005\007\031\000*\377\000\201\000\300' "$gadgets"/g1/functions/hid.keyboard/report_desc
done=16
put '02:00:00:00:00:02' "$gadgets"/g1/functions/ncm.usb0/dev_addr
done=17
put '02:00:00:00:00:01' "$gadgets"/g1/functions/ncm.usb0/host_addr
done=18
put 'WINNCM\000\000' "$gadgets"/g1/functions/ncm.usb0/os_desc/interface.ncm/compatible_id
done=19
ln -s "$gadgets"/g1/functions/hid.keyboard "$gadgets"/g1/functions/ncm.usb0 "$gadgets"/g1/configs/c.1
done=21
ln -s "$gadgets"/g1/configs/c.1 "$gadgets"/g1/os_desc/c.1
done=22
udc=$(only_controller); put "$udc" "$gadgets"/g1/UDC
done=23
