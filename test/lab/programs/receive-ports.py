"""Prints which ports packets reached: raw sockets get what the firewall lets into the machine, whether or not a program listens.

    receive-ports.py MARK

Prints `ready`, reads until standard input ends, then prints a line `tcp ADDRESS PORT...` or `udp ADDRESS PORT...` for each address.
Only packets that carry MARK count (the sequence number of TCP, the first four bytes of UDP).
"""
import select
import socket
import sys
from collections import defaultdict

mark = int(sys.argv[1])
names = {socket.IPPROTO_TCP: 'tcp', socket.IPPROTO_UDP: 'udp'}
reached = defaultdict(set)
kinds = {}
for family in (socket.AF_INET, socket.AF_INET6):
    for protocol in names:
        opened = socket.socket(family, socket.SOCK_RAW, protocol)
        # SO_RCVBUFFORCE, which Python has no name for.
        opened.setsockopt(socket.SOL_SOCKET, 33, 64 << 20)
        opened.setblocking(False)
        if family == socket.AF_INET6:
            opened.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_RECVPKTINFO, 1)
        kinds[opened] = (family, protocol)


def read(opened):
    family, protocol = kinds[opened]
    try:
        packet, ancillary, _, _ = opened.recvmsg(256, 256)
    except BlockingIOError:
        return False
    if family == socket.AF_INET:
        start, address = (packet[0] & 15) * 4, packet[16:20]
    else:
        # Raw sockets of IPv6 give no header.
        start, address = 0, ancillary[0][2][:16]
    marked = start + (4 if protocol == socket.IPPROTO_TCP else 8)
    if int.from_bytes(packet[marked:marked + 4], 'big') == mark:
        port = int.from_bytes(packet[start + 2:start + 4], 'big')
        reached[names[protocol], socket.inet_ntop(family, address)].add(port)
    return True


print('ready', flush=True)
while True:
    ready, _, _ = select.select([sys.stdin, *kinds], [], [])
    if sys.stdin in ready and not sys.stdin.buffer.raw.read(1):
        break
    for each in ready:
        if each is not sys.stdin:
            while read(each):
                pass
for each in kinds:
    while read(each):
        pass
for (name, address), ports in sorted(reached.items()):
    print(name, address, *sorted(ports))
