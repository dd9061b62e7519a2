"""Does what a host does with a device, and what the gadget needs to be seen by it. A line is a command, and has a line for an answer:
what was read as hex, a word, or the name of an error. One program does it all, since Python takes its time to start.

    open NODE                                /dev/bus/usb/BUS/DEVICE, which the next ones are for
    KIND REQUEST VALUE INDEX LENGTH          a control request, in hex
    detach INTERFACE                         takes an interface from its driver
    plug UDC SPEED, pull                     the cable between the controllers of USB over IP
    watch NODE, leave                        opens a camera of a gadget as its program does, which puts it on the bus, and closes it
"""
import ctypes
import errno
import fcntl
import os
import socket
import struct
import sys

CONTROL = 0xC0185500  # USBDEVFS_CONTROL (include/uapi/linux/usbdevice_fs.h)
IOCTL = 0xC0105512
DISCONNECT = 0x5516
SUBSCRIBE = 0x4020565A  # VIDIOC_SUBSCRIBE_EVENT (include/uapi/linux/videodev2.h)
SETUP = 0x08000004  # UVC_EVENT_SETUP (include/uapi/linux/usb/g_uvc.h)

HOST = '/sys/devices/platform/vhci_hcd.0'
PORT, DEVICE = 0, 0x10002
SPEEDS = {'full': 2, 'high': 3}

files = {}


def hold(name, path):
    if name in files:
        os.close(files.pop(name))
    if path:
        files[name] = os.open(path, os.O_RDWR)


def write(path, text):
    with open(path, 'w') as file:
        file.write(text)


def control(kind, request, value, index, length):
    data = ctypes.create_string_buffer(length)
    call = bytearray(struct.pack('=BBHHHIIQ', kind, request, value, index, length, 5000, 0, ctypes.addressof(data)))
    count = fcntl.ioctl(files['device'], CONTROL, call)
    return data.raw[:count].hex()


def detach(interface):
    fcntl.ioctl(files['device'], IOCTL, struct.pack('=iiQ', int(interface), DISCONNECT, 0))


def plug(udc, speed):
    # The kernel keeps both ends.
    ours, theirs = socket.socketpair()
    with ours, theirs:
        write(f'/sys/bus/platform/devices/{udc}/usbip_sockfd', str(ours.fileno()))
        write(f'{HOST}/attach', f'{PORT} {theirs.fileno()} {DEVICE} {SPEEDS[speed]}')


def watch(node):
    hold('camera', node)
    fcntl.ioctl(files['camera'], SUBSCRIBE, struct.pack('<8I', SETUP, 0, 0, 0, 0, 0, 0, 0))


commands = {
    'open': lambda node: hold('device', node),
    'detach': detach,
    'plug': plug,
    'pull': lambda: write(f'{HOST}/detach', str(PORT)),
    'watch': watch,
    'leave': lambda: hold('camera', None),
}

for line in sys.stdin:
    word, *words = line.split()
    try:
        if word in commands:
            commands[word](*words)
            answer = 'done'
        else:
            answer = control(*(int(each, 16) for each in (word, *words)))
    except OSError as error:
        answer = errno.errorcode[error.errno]
    print(answer, flush=True)
