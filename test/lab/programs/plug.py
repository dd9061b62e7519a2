"""Plugs the second virtual controller into a virtual host controller: plug.py UDC, or plug.py UDC out."""
import socket
import sys

gadget = f'/sys/bus/platform/devices/{sys.argv[1]}/usbip_sockfd'
host = '/sys/devices/platform/vhci_hcd.0'
port, device, high_speed = 0, 0x10002, 3


def write(path, text):
    with open(path, 'w') as file:
        file.write(text)


if sys.argv[2:] == ['out']:
    write(f'{host}/detach', str(port))
else:
    # The kernel keeps both ends when this program is gone.
    ours, theirs = socket.socketpair()
    write(gadget, str(ours.fileno()))
    write(f'{host}/attach', f'{port} {theirs.fileno()} {device} {high_speed}')
