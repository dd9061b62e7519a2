"""Answers for the camera of a gadget, as its program must: camera.py NODE LOG. Writes down what the host asks for and commits to."""
import fcntl
import select
import struct
import sys

node = open(sys.argv[1], 'r+b', buffering=0)
log = open(sys.argv[2], 'w', buffering=1)

first = 0x08000000
connect, disconnect, stream_on, stream_off, setup, data = range(first, first + 6)
subscribe = 0x4020565A
dequeue = 0x80885659
respond = 0x40405501

set_current, get_minimum, get_maximum, get_length, get_information = 0x01, 0x82, 0x83, 0x85, 0x86
probe, commit = 1, 2
stall = -51

control = struct.pack('<HBBIHHHHHIIIBBBB', 1, 1, 1, 333333, 0, 0, 0, 0, 0, 1280 * 720 * 2, 1024, 48000000, 3, 1, 1, 1)
asked = None


def answer(content, length=None):
    count = len(content) if length is None else length
    fcntl.ioctl(node, respond, struct.pack('<i60s', count, bytes(content)))


def answer_control(request, length):
    """Every control is a number from 0 to 255, and keeps its value."""
    if request == set_current:
        answer(b'', length)
    elif request == get_length:
        answer([2, 0])
    elif request == get_information:
        answer([3])
    else:
        answer({get_minimum: 0, get_maximum: 255}.get(request, 1).to_bytes(length, 'little'))


def answer_setup(kind, request, value, index, length):
    global asked
    if kind & 0x60 != 0x20:
        return
    selector = value >> 8
    if index & 0xFF != 1 or index >> 8:
        answer_control(request, length)
    elif selector not in (probe, commit):
        answer(b'', stall)
    elif request == set_current:
        asked = selector
        answer(b'', length)
    elif request == get_length:
        answer(struct.pack('<H', len(control)))
    elif request == get_information:
        answer([3])
    else:
        answer(control[:length])


def take(content):
    global control, asked
    if asked is None:
        return
    control = content[:8] + control[8:]
    hint, picture_format, frame, interval = struct.unpack('<HBBI', content[:8])
    log.write(f'{"probe" if asked == probe else "commit"} {picture_format} {frame} {interval}\n')
    asked = None


for kind in range(connect, data + 1):
    fcntl.ioctl(node, subscribe, struct.pack('<8I', kind, 0, 0, 0, 0, 0, 0, 0))
log.write('ready\n')
poll = select.poll()
poll.register(node, select.POLLPRI)
while True:
    poll.poll()
    event = bytearray(136)
    fcntl.ioctl(node, dequeue, event)
    kind = struct.unpack_from('<I', event)[0]
    if kind == setup:
        answer_setup(*struct.unpack_from('<BBHHH', event, 8))
    elif kind == data:
        length = struct.unpack_from('<i', event, 8)[0]
        take(bytes(event[12:12 + length]))
