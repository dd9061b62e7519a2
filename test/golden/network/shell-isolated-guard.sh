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
begun=0
undo() {
  status=$?
  trap - EXIT
  [ $status -ne 0 ] || exit 0
  echo "Stopped at step $begun of 6; undoing what was done." >&2
  set +e
  left=0
  [ $begun -lt 6 ] || run nft -f - <<'END' || left=1
table arp usb_gadget_usb0
delete table arp usb_gadget_usb0
END
  [ $begun -lt 5 ] || run nft -f - <<'END' || left=1
table inet usb_gadget_usb0
delete table inet usb_gadget_usb0
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
begun=6
run nft -f - <<'END'
table inet usb_gadget_usb0
delete table inet usb_gadget_usb0
table inet usb_gadget_usb0 {
	chain guard {
		type filter hook prerouting priority raw; policy accept;
		iifname != "usb0" accept
		ip saddr 0.0.0.0 udp sport 68 udp dport 67 accept
		ip saddr != 172.30.30.0/24 drop
		icmp type redirect drop
		ip6 saddr != { ::, fe80::/10 } drop
		icmpv6 type { nd-router-advert, nd-redirect } drop
	}
	chain input {
		type filter hook input priority filter; policy accept;
		iifname != "usb0" accept
		ct state established,related accept
		icmp type echo-request accept
		icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert, echo-request } accept
		tcp dport 80 accept
		udp dport 67 accept
		drop
	}
	chain forward {
		type filter hook forward priority filter; policy accept;
		iifname "usb0" drop
		oifname "usb0" drop
	}
}
table arp usb_gadget_usb0
delete table arp usb_gadget_usb0
table arp usb_gadget_usb0 {
	chain input {
		type filter hook input priority filter; policy accept;
		iifname != "usb0" accept
		arp daddr ip != 172.30.30.1 drop
		arp saddr ip 172.30.30.1 drop
		arp saddr ip 0.0.0.0 accept
		arp saddr ip != 172.30.30.0/24 drop
	}
}
END
