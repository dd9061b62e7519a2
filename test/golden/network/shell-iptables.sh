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
save() {
  umask 022 && { [ -d "${1%/*}" ] || mkdir -p "${1%/*}"; } && umask "$2" && printf %s "$3" >"$1"
}
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
  echo "Stopped at step $begun of 22; undoing what was done." >&2
  set +e
  left=0
  [ $begun -lt 22 ] || stop dnsmasq "$root"/run/usb-gadget/net-usb0.dnsmasq.pid || left=1
  [ $begun -lt 22 ] || rm -f "$root"/run/usb-gadget/net-usb0.leases || left=1
  [ $begun -lt 21 ] || run ip -force -batch - <<'END' 2>/dev/null || :
address delete 172.30.30.1/24 dev usb0
link set dev usb0 down
END
  [ $begun -lt 20 ] || restore net/ipv6/conf/usb0/autoconf || left=1
  [ $begun -lt 19 ] || restore net/ipv6/conf/usb0/accept_ra || left=1
  [ $begun -lt 18 ] || restore net/ipv6/conf/usb0/accept_redirects || left=1
  [ $begun -lt 17 ] || restore net/ipv4/conf/usb0/send_redirects || left=1
  [ $begun -lt 16 ] || restore net/ipv4/conf/usb0/secure_redirects || left=1
  [ $begun -lt 15 ] || restore net/ipv4/conf/usb0/accept_redirects || left=1
  [ $begun -lt 14 ] || restore net/ipv4/conf/usb0/rp_filter || left=1
  [ $begun -lt 13 ] || restore net/ipv4/conf/usb0/route_localnet || left=1
  [ $begun -lt 12 ] || restore net/ipv4/conf/usb0/proxy_arp || left=1
  [ $begun -lt 11 ] || restore net/ipv4/conf/usb0/drop_gratuitous_arp || left=1
  [ $begun -lt 10 ] || restore net/ipv4/conf/usb0/arp_accept || left=1
  [ $begun -lt 9 ] || restore net/ipv4/conf/usb0/arp_announce || left=1
  [ $begun -lt 8 ] || restore net/ipv4/conf/usb0/arp_ignore || left=1
  [ $begun -lt 7 ] || restore net/ipv4/conf/usb0/accept_source_route || left=1
  [ $begun -lt 6 ] || run ip6tables-restore --noflush <<'END' 2>/dev/null || run ip6tables-restore --noflush <<'END' 2>/dev/null || :
*raw
-D PREROUTING -i usb0 -j usbg-guard-usb0
:usbg-guard-usb0 - [0:0]
-X usbg-guard-usb0
COMMIT
*filter
-D INPUT -i usb0 -j usbg-in-usb0
:usbg-in-usb0 - [0:0]
-X usbg-in-usb0
-D FORWARD -i usb0 -j usbg-fwd-usb0
-D FORWARD -o usb0 -j usbg-fwd-usb0
:usbg-fwd-usb0 - [0:0]
-X usbg-fwd-usb0
COMMIT
END
*raw
:usbg-guard-usb0 - [0:0]
-X usbg-guard-usb0
COMMIT
*filter
:usbg-in-usb0 - [0:0]
-X usbg-in-usb0
:usbg-fwd-usb0 - [0:0]
-X usbg-fwd-usb0
COMMIT
END
  [ $begun -lt 5 ] || run iptables-restore --noflush <<'END' 2>/dev/null || run iptables-restore --noflush <<'END' 2>/dev/null || :
*raw
-D PREROUTING -i usb0 -j usbg-guard-usb0
:usbg-guard-usb0 - [0:0]
-X usbg-guard-usb0
COMMIT
*filter
-D INPUT -i usb0 -j usbg-in-usb0
:usbg-in-usb0 - [0:0]
-X usbg-in-usb0
-D FORWARD -i usb0 -j usbg-fwd-usb0
-D FORWARD -o usb0 -j usbg-fwd-usb0
:usbg-fwd-usb0 - [0:0]
-X usbg-fwd-usb0
COMMIT
END
*raw
:usbg-guard-usb0 - [0:0]
-X usbg-guard-usb0
COMMIT
*filter
:usbg-in-usb0 - [0:0]
-X usbg-in-usb0
:usbg-fwd-usb0 - [0:0]
-X usbg-fwd-usb0
COMMIT
END
  [ $begun -lt 4 ] || rm -f "$root"/run/udev/rules.d/90-usb-gadget-usb0.rules || left=1
  [ $begun -lt 3 ] || rm -f "$root"/run/sysctl.d/90-usb-gadget-usb0.conf || left=1
  [ $begun -lt 1 ] || rm -f "$root"/run/NetworkManager/conf.d/90-usb-gadget-usb0.conf || left=1
  [ $begun -lt 1 ] || [ ! -e "$root"/run/NetworkManager ] || run nmcli general reload conf </dev/null 2>/dev/null || :
  [ $left -eq 0 ] || echo "Something could not be undone." >&2
  exit $status
}
trap undo EXIT
trap 'exit 130' INT TERM
begun=1
save "$root"/run/NetworkManager/conf.d/90-usb-gadget-usb0.conf 133 '[device-usb-gadget-usb0]
match-device=interface-name:usb0
managed=0

[keyfile]
unmanaged-devices+=interface-name:usb0
'
begun=2
[ ! -e "$root"/run/NetworkManager ] || run nmcli general reload conf </dev/null 2>/dev/null || :
begun=3
save "$root"/run/sysctl.d/90-usb-gadget-usb0.conf 133 'net/ipv4/conf/usb0/accept_source_route = 0
net/ipv4/conf/usb0/arp_ignore = 1
net/ipv4/conf/usb0/arp_announce = 2
net/ipv4/conf/usb0/arp_accept = 0
net/ipv4/conf/usb0/drop_gratuitous_arp = 1
net/ipv4/conf/usb0/proxy_arp = 0
net/ipv4/conf/usb0/route_localnet = 0
net/ipv4/conf/usb0/rp_filter = 1
net/ipv4/conf/usb0/accept_redirects = 0
net/ipv4/conf/usb0/secure_redirects = 0
net/ipv4/conf/usb0/send_redirects = 0
net/ipv6/conf/usb0/accept_redirects = 0
net/ipv6/conf/usb0/accept_ra = 0
net/ipv6/conf/usb0/autoconf = 0
'
begun=4
save "$root"/run/udev/rules.d/90-usb-gadget-usb0.rules 133 'SUBSYSTEM=="net", KERNEL=="usb0", ENV{NM_UNMANAGED}="1"
'
begun=5
run iptables-restore --noflush <<'END'
*raw
:usbg-guard-usb0 - [0:0]
-A usbg-guard-usb0 -p icmp -m icmp --icmp-type redirect -j DROP
-A usbg-guard-usb0 -s 0.0.0.0/32 -p udp -m udp --sport 68 --dport 67 -j RETURN
-A usbg-guard-usb0 ! -s 172.30.30.0/24 -j DROP
-I PREROUTING -i usb0 -j usbg-guard-usb0
COMMIT
*filter
:usbg-in-usb0 - [0:0]
-A usbg-in-usb0 -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
-A usbg-in-usb0 -p icmp -m icmp --icmp-type echo-request -j ACCEPT
-A usbg-in-usb0 -p udp -m udp --dport 67 -j ACCEPT
-A usbg-in-usb0 -j DROP
-I INPUT -i usb0 -j usbg-in-usb0
:usbg-fwd-usb0 - [0:0]
-A usbg-fwd-usb0 -j DROP
-I FORWARD -i usb0 -j usbg-fwd-usb0
-I FORWARD -o usb0 -j usbg-fwd-usb0
COMMIT
END
begun=6
run ip6tables-restore --noflush <<'END'
*raw
:usbg-guard-usb0 - [0:0]
-A usbg-guard-usb0 -p ipv6-icmp -m icmp6 --icmpv6-type redirect -j DROP
-A usbg-guard-usb0 -p ipv6-icmp -m icmp6 --icmpv6-type router-advertisement -j DROP
-A usbg-guard-usb0 -s ::/128 -j RETURN
-A usbg-guard-usb0 -s fe80::/10 -j RETURN
-A usbg-guard-usb0 -j DROP
-I PREROUTING -i usb0 -j usbg-guard-usb0
COMMIT
*filter
:usbg-in-usb0 - [0:0]
-A usbg-in-usb0 -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
-A usbg-in-usb0 -p ipv6-icmp -m icmp6 --icmpv6-type echo-request -j ACCEPT
-A usbg-in-usb0 -p ipv6-icmp -m icmp6 --icmpv6-type neighbour-solicitation -j ACCEPT
-A usbg-in-usb0 -p ipv6-icmp -m icmp6 --icmpv6-type neighbour-advertisement -j ACCEPT
-A usbg-in-usb0 -p udp -m udp --dport 67 -j ACCEPT
-A usbg-in-usb0 -j DROP
-I INPUT -i usb0 -j usbg-in-usb0
:usbg-fwd-usb0 - [0:0]
-A usbg-fwd-usb0 -j DROP
-I FORWARD -i usb0 -j usbg-fwd-usb0
-I FORWARD -o usb0 -j usbg-fwd-usb0
COMMIT
END
begun=7
set_kernel net/ipv4/conf/usb0/accept_source_route 0
begun=8
set_kernel net/ipv4/conf/usb0/arp_ignore 1
begun=9
set_kernel net/ipv4/conf/usb0/arp_announce 2
begun=10
set_kernel net/ipv4/conf/usb0/arp_accept 0
begun=11
set_kernel net/ipv4/conf/usb0/drop_gratuitous_arp 1
begun=12
set_kernel net/ipv4/conf/usb0/proxy_arp 0
begun=13
set_kernel net/ipv4/conf/usb0/route_localnet 0
begun=14
set_kernel net/ipv4/conf/usb0/rp_filter 1
begun=15
set_kernel net/ipv4/conf/usb0/accept_redirects 0
begun=16
set_kernel net/ipv4/conf/usb0/secure_redirects 0
begun=17
set_kernel net/ipv4/conf/usb0/send_redirects 0
begun=18
set_kernel net/ipv6/conf/usb0/accept_redirects 0
begun=19
set_kernel net/ipv6/conf/usb0/accept_ra 0
begun=20
set_kernel net/ipv6/conf/usb0/autoconf 0
begun=21
run ip -batch - <<'END'
address replace 172.30.30.1/24 dev usb0
link set dev usb0 up
END
begun=22
run dnsmasq --conf-file=/dev/null --port=0 --interface=usb0 --except-interface=lo --bind-interfaces --no-ping --dhcp-authoritative --pid-file=/run/usb-gadget/net-usb0.dnsmasq.pid --dhcp-leasefile=/run/usb-gadget/net-usb0.leases --dhcp-range=172.30.30.2,172.30.30.254,255.255.255.0,86400 --dhcp-option=3 --dhcp-option=6 </dev/null
