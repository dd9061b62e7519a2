#!/bin/sh
# Takes a network down, newest first. Goes on after an error, and then exits with 1. Needs a POSIX shell (busybox will do), the programs that it names, and root.
# USB_GADGET_ROOT is what to take for / in a trial.
set -u
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
untag() {
  rules=$(run nft -a list ruleset </dev/null) || return 1
  while read -r line; do
    case $line in
      'table '*) rest=${line#table }; family=${rest%% *}; rest=${rest#* }; table=${rest%% *} ;;
      'chain '*) rest=${line#chain }; chain=${rest%% *} ;;
      *"comment \"$1\""*" # handle "*)
        run nft delete rule "$family" "$table" "$chain" handle "${line##* }" </dev/null || return 1 ;;
    esac
  done <<RULES
$rules
RULES
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
left=0
stop dnsmasq "$root"/run/usb-gadget/net-usb0.dnsmasq.pid || left=1
rm -f "$root"/run/usb-gadget/net-usb0.leases || left=1
run ip -force -batch - <<'END' 2>/dev/null || :
address delete 172.30.30.1/24 dev usb0
link set dev usb0 down
END
restore net/ipv4/conf/eth0/forwarding || left=1
restore net/ipv4/conf/usb0/forwarding || left=1
restore net/ipv6/conf/usb0/autoconf || left=1
restore net/ipv6/conf/usb0/accept_ra || left=1
restore net/ipv6/conf/usb0/accept_redirects || left=1
restore net/ipv4/conf/usb0/send_redirects || left=1
restore net/ipv4/conf/usb0/secure_redirects || left=1
restore net/ipv4/conf/usb0/accept_redirects || left=1
restore net/ipv4/conf/usb0/rp_filter || left=1
restore net/ipv4/conf/usb0/route_localnet || left=1
restore net/ipv4/conf/usb0/proxy_arp || left=1
restore net/ipv4/conf/usb0/drop_gratuitous_arp || left=1
restore net/ipv4/conf/usb0/arp_accept || left=1
restore net/ipv4/conf/usb0/arp_announce || left=1
restore net/ipv4/conf/usb0/arp_ignore || left=1
restore net/ipv4/conf/usb0/accept_source_route || left=1
untag 'usb-gadget usb0 eth0' || left=1
run nft -f - <<'END' || left=1
table arp usb_gadget_usb0
delete table arp usb_gadget_usb0
END
run nft -f - <<'END' || left=1
table inet usb_gadget_usb0
delete table inet usb_gadget_usb0
END
rm -f "$root"/run/udev/rules.d/90-usb-gadget-usb0.rules || left=1
rm -f "$root"/run/sysctl.d/90-usb-gadget-usb0.conf || left=1
rm -f "$root"/run/NetworkManager/conf.d/90-usb-gadget-usb0.conf || left=1
[ ! -e "$root"/run/NetworkManager ] || run nmcli general reload conf </dev/null 2>/dev/null || :
[ $left -eq 0 ] || echo "Something could not be undone." >&2
exit $left
