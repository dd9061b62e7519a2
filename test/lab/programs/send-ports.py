"""Sends one packet to each of many ports: SYNs of TCP, or datagrams of UDP.

    send-ports.py tcp|udp ADDRESS MARK STEP [PORT...]

Each STEP-th port from the first, and the named ones. ADDRESS may have a zone, as in fe80::1%eth0. Prints how many were sent.
"""
import errno
import select
import socket
import struct
import sys

protocol = {'tcp': socket.IPPROTO_TCP, 'udp': socket.IPPROTO_UDP}[sys.argv[1]]
mark, step, *named = map(int, sys.argv[3:])
family, _, _, _, target = socket.getaddrinfo(sys.argv[2], 0)[0]
source_port = 40000

# Which address the packets will come from.
probe = socket.socket(family, socket.SOCK_DGRAM)
probe.connect((target[0], 9, *target[2:]))
source = probe.getsockname()[0].split('%')[0]

opened = socket.socket(family, socket.SOCK_RAW, protocol)
if family == socket.AF_INET6:
    opened.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_CHECKSUM, 16 if protocol == socket.IPPROTO_TCP else 6)


def total(data):
    return sum(struct.unpack(f'!{len(data) // 2}H', data))


def packet(port):
    if protocol == socket.IPPROTO_TCP:
        data = struct.pack('!HHIIBBHHH', source_port, port, mark, 0, 5 << 4, 2, 64240, 0, 0)
        where = 16
    else:
        data = struct.pack('!HHHHI', source_port, port, 12, 0, mark)
        where = 6
    if family == socket.AF_INET6:
        return data
    pseudo = total(socket.inet_aton(source) + socket.inet_aton(target[0])) + protocol + len(data)
    check = total(data) + pseudo
    while check >> 16:
        check = (check & 0xFFFF) + (check >> 16)
    return data[:where] + struct.pack('!H', ~check & 0xFFFF) + data[where + 2:]


ports = sorted({*range(1, 65536, step), *named})
for port in ports:
    while True:
        try:
            opened.sendto(packet(port), target)
            break
        except OSError as error:
            # The queue of the interface is full: packets leave it one by one.
            if error.errno != errno.ENOBUFS:
                raise
            select.select([], [opened], [], 0.001)
print(len(ports))
