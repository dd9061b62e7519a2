#!/bin/sh
# Brings a network up. Stops at the first error and undoes what it did. Needs a POSIX shell (busybox will do), the programs that it names, and root.
# USB_GADGET_ROOT is what to take for / in a trial.
set -eu
root=${USB_GADGET_ROOT:-}
sys=$root/proc/sys
kept="$root"/run/usb-gadget/net-usb0.settings
run() (
  name=$1
  shift
  case $name in */*) exec "$name" "$@" ;; esac
  set -f
  IFS=:
  for folder in $PATH; do
    [ ! -x "$folder/$name" ] || exec "$folder/$name" "$@"
  done
  echo "$name is not there." >&2
  exit 127
)
remember() {
  [ ! -e "$kept/$1" ] || return 0
  { [ -d "$kept/${1%/*}" ] || mkdir -p "$kept/${1%/*}"; } && cat "$sys/$1" >"$kept/$1"
}
set_kernel() {
  [ -e "$sys/$1" ] || return 0
  remember "$1" && printf "%s\n" "$2" >"$sys/$1"
}
restore() {
  [ -e "$kept/$1" ] || return 0
  [ ! -e "$sys/$1" ] || { read -r old <"$kept/$1" && printf "%s\n" "$old" >"$sys/$1"; } || return 1
  rm -f "$kept/$1"
}
runs() {
  { read -r name <"$root/proc/$pid/comm"; } 2>/dev/null && [ "$name" = "$1" ]
}
stop() {
  [ -e "$2" ] || return 0
  pid=
  read -r pid <"$2" || :
  ! runs "$1" || kill "$pid" || :
  looks=0
  while runs "$1"; do
    looks=$((looks + 1))
    [ $looks -lt 1000 ] || sleep 1
    [ $looks -lt 1005 ] || { echo "$1 (process $pid) does not end." >&2; return 1; }
  done
  rm -f "$2"
}
ifname="${CONFIGFS:-$root/sys/kernel/config}"/usb_gadget/kvmd/functions/ecm.usb0/ifname
interface=
[ ! -e "$ifname" ] || read -r interface <"$ifname" || :
if [ "$interface" != usb0 ]; then
  printf 'The interface of %s is %s; this script is for %s.\n' ecm.usb0 "${interface:-not there}" usb0 >&2
  exit 1
fi
begun=0
undo() {
  status=$?
  trap - EXIT
  [ $status -ne 0 ] || exit 0
  echo "Stopped at step $begun of 16; undoing what was done." >&2
  set +e
  left=0
  [ $begun -lt 16 ] || stop dnsmasq "$root"/run/usb-gadget/net-usb0.dnsmasq.pid || left=1
  [ $begun -lt 16 ] || rm -f "$root"/run/usb-gadget/net-usb0.leases || left=1
  [ $begun -lt 15 ] || run ip -force -batch - <<'END' 2>/dev/null || :
address delete 172.30.30.1/24 dev usb0
link set dev usb0 down
END
  [ $begun -lt 14 ] || restore net/ipv6/conf/usb0/autoconf || left=1
  [ $begun -lt 13 ] || restore net/ipv6/conf/usb0/accept_ra || left=1
  [ $begun -lt 12 ] || restore net/ipv6/conf/usb0/accept_redirects || left=1
  [ $begun -lt 11 ] || restore net/ipv4/conf/usb0/send_redirects || left=1
  [ $begun -lt 10 ] || restore net/ipv4/conf/usb0/secure_redirects || left=1
  [ $begun -lt 9 ] || restore net/ipv4/conf/usb0/accept_redirects || left=1
  [ $begun -lt 8 ] || restore net/ipv4/conf/usb0/rp_filter || left=1
  [ $begun -lt 7 ] || restore net/ipv4/conf/usb0/route_localnet || left=1
  [ $begun -lt 6 ] || restore net/ipv4/conf/usb0/proxy_arp || left=1
  [ $begun -lt 5 ] || restore net/ipv4/conf/usb0/drop_gratuitous_arp || left=1
  [ $begun -lt 4 ] || restore net/ipv4/conf/usb0/arp_accept || left=1
  [ $begun -lt 3 ] || restore net/ipv4/conf/usb0/arp_announce || left=1
  [ $begun -lt 2 ] || restore net/ipv4/conf/usb0/arp_ignore || left=1
  [ $begun -lt 1 ] || restore net/ipv4/conf/usb0/accept_source_route || left=1
  [ $left -eq 0 ] || echo "Something could not be undone." >&2
  exit $status
}
trap undo EXIT
trap 'exit 130' INT TERM
begun=1
set_kernel net/ipv4/conf/usb0/accept_source_route 0
begun=2
set_kernel net/ipv4/conf/usb0/arp_ignore 1
begun=3
set_kernel net/ipv4/conf/usb0/arp_announce 2
begun=4
set_kernel net/ipv4/conf/usb0/arp_accept 0
begun=5
set_kernel net/ipv4/conf/usb0/drop_gratuitous_arp 1
begun=6
set_kernel net/ipv4/conf/usb0/proxy_arp 0
begun=7
set_kernel net/ipv4/conf/usb0/route_localnet 0
begun=8
set_kernel net/ipv4/conf/usb0/rp_filter 1
begun=9
set_kernel net/ipv4/conf/usb0/accept_redirects 0
begun=10
set_kernel net/ipv4/conf/usb0/secure_redirects 0
begun=11
set_kernel net/ipv4/conf/usb0/send_redirects 0
begun=12
set_kernel net/ipv6/conf/usb0/accept_redirects 0
begun=13
set_kernel net/ipv6/conf/usb0/accept_ra 0
begun=14
set_kernel net/ipv6/conf/usb0/autoconf 0
begun=15
run ip -batch - <<'END'
address replace 172.30.30.1/24 dev usb0
link set dev usb0 up
END
begun=16
run dnsmasq --conf-file=/dev/null --port=0 --interface=usb0 --except-interface=lo --bind-interfaces --no-ping --dhcp-authoritative --pid-file=/run/usb-gadget/net-usb0.dnsmasq.pid --dhcp-leasefile=/run/usb-gadget/net-usb0.leases --dhcp-range=172.30.30.2,172.30.30.254,255.255.255.0,86400 --dhcp-option=3 --dhcp-option=6 </dev/null
