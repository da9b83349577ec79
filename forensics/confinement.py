"""Confine this process before it opens an exhibit: memory, time, files, processes, and on Linux also the network.

Landlock (Linux documentation, userspace-api/landlock) limits what can be read and written; a seccomp filter
(userspace-api/seccomp_filter) refuses sockets, other programs and other processes. Both bind this process for ever
and need no privilege. Call ``confine`` while the process has one thread: Landlock binds the calling thread and those
that it starts.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

GIBIBYTE = 1024**3


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker may use: bytes of address space, seconds of processor, bytes a written file and of answers."""

    memory: int = 4 * GIBIBYTE
    processor_seconds: int = 6 * 3600
    file_bytes: int = 1 * GIBIBYTE
    output_bytes: int = 4 * GIBIBYTE
    stall_seconds: int = 300
    """Seconds without any line after which the parent ends the worker."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """The paths that stay usable: to read, and to write."""

    read: tuple[Path, ...]
    write: tuple[Path, ...]


def confine(limits: Limits, allowed: Allowed, *, deadly: bool = False, programs: bool = False) -> tuple[str, ...]:
    """Confine this process and return what is in force, in words; raise OSError where a limit is refused.

    ``deadly`` ends the process at a refused system call instead of refusing it: for showing that none is tried.
    ``programs`` lets this process become another program, which then stays as confined as it is.
    """
    in_force = [*_limit_resources(limits)]
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        _call(libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no new privileges")
        in_force += _landlock(libc, allowed)
        in_force += _seccomp(libc, _KILL if deadly else _REFUSE | errno.EPERM, programs=programs)
    return tuple(in_force)


def _limit_resources(limits: Limits) -> list[str]:
    try:
        import resource
    except ImportError:
        return []
    wanted = {
        "RLIMIT_AS": limits.memory,
        "RLIMIT_CPU": limits.processor_seconds,
        "RLIMIT_FSIZE": limits.file_bytes,
        "RLIMIT_CORE": 0,
        "RLIMIT_NOFILE": 256,
    }
    done = []
    for name, value in wanted.items():
        which = getattr(resource, name)
        hard = resource.getrlimit(which)[1]
        bounded = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(which, (bounded, bounded))
        except (ValueError, OSError):  # macOS refuses RLIMIT_AS
            continue
        done.append(f"{name.removeprefix('RLIMIT_').lower()} at most {bounded}")
    return done


def _call(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


_PR_SET_NO_NEW_PRIVS = 38

_LANDLOCK_CREATE_RULESET, _LANDLOCK_ADD_RULE, _LANDLOCK_RESTRICT_SELF = 444, 445, 446
_READ_FILE, _READ_DIR, _EXECUTE, _WRITE_FILE = 1 << 2, 1 << 3, 1 << 0, 1 << 1
_MAKE_REG, _REMOVE_FILE, _TRUNCATE, _IOCTL_DEV = 1 << 8, 1 << 5, 1 << 14, 1 << 15
_FILE_RIGHTS = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV
_RIGHTS_BY_VERSION = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}


def _landlock(libc: ctypes.CDLL, allowed: Allowed) -> list[str]:
    version = libc.syscall(_LANDLOCK_CREATE_RULESET, None, 0, 1)
    if version < 1:
        return []
    handled = max(rights for since, rights in _RIGHTS_BY_VERSION.items() if since <= version)
    attributes = struct.pack("<Q", handled)
    if version >= 4:
        attributes += struct.pack("<Q", 0b11)  # bind and connect over TCP
    if version >= 6:
        attributes += struct.pack("<Q", 0b11)  # abstract sockets, signals to processes outside
    ruleset = _call(libc.syscall(_LANDLOCK_CREATE_RULESET, attributes, len(attributes), 0), "Landlock rule set")
    try:
        read = _READ_FILE | _READ_DIR | _EXECUTE
        write = _READ_FILE | _READ_DIR | _WRITE_FILE | _MAKE_REG | _REMOVE_FILE | _TRUNCATE
        for path in allowed.read:
            _allow(libc, ruleset, path, read & handled)
        for path in allowed.write:
            _allow(libc, ruleset, path, write & handled)
        _call(libc.syscall(_LANDLOCK_RESTRICT_SELF, ruleset, 0), "Landlock")
    finally:
        os.close(ruleset)
    return [f"Landlock version {version}: reads only the exhibit and the program, writes only its scratch folder"]


def _allow(libc: ctypes.CDLL, ruleset: int, path: Path, rights: int) -> None:
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # a path that does not exist needs no permission
    try:
        if not path.is_dir():
            rights &= _FILE_RIGHTS
        rule = struct.pack("<Qi", rights, handle)
        _call(libc.syscall(_LANDLOCK_ADD_RULE, ruleset, 1, rule, 0), f"Landlock rule for {path}")
    finally:
        os.close(handle)


# Classic BPF (linux/filter.h): opcode, jump if true, jump if false, operand.
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _IF_ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_X32 = 0x40000000  # system calls of the x32 interface carry this bit and would walk past the numbers below
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_CLONE_THREAD = 0x00010000


@dataclass(frozen=True, slots=True)
class _Machine:
    """System call numbers of one architecture (linux/unistd.h)."""

    audit: int
    clone: int
    clone3: int
    refused: tuple[int, ...]
    execute: tuple[int, ...]
    """execve and execveat, refused too unless another program may be run."""


# socket, socketpair, connect, bind, listen, accept, accept4, sendto, sendmsg, recvfrom, ptrace, process_vm_readv and
# writev, fork, vfork, kill, tkill, mount, umount2, unshare, setns, chroot, pivot_root, bpf,
# io_uring_*, userfaultfd, perf_event_open, init_module, finit_module, kexec_load, pidfd_open, pidfd_getfd.
_MACHINES = {
    "x86_64": _Machine(
        0xC000003E,
        56,
        435,
        (
            *(41, 53, 42, 49, 50, 43, 288, 44, 46, 45, 101, 310, 311, 57, 58, 62, 200, 165, 166, 272, 308),
            *(161, 155, 321, 250, 425, 426, 427, 323, 298, 175, 313, 246, 434, 438),
        ),
        (59, 322),
    ),
    "aarch64": _Machine(
        0xC00000B7,
        220,
        435,
        (
            *(198, 199, 203, 200, 201, 202, 242, 206, 211, 207, 117, 270, 271, 129, 130, 40, 39, 97, 268),
            *(51, 41, 280, 219, 425, 426, 427, 282, 241, 105, 273, 104, 434, 438),
        ),
        (221, 281),
    ),
}


def _program(machine: _Machine, refusal: int, refused: tuple[int, ...]) -> bytes:
    last = len(refused) + 10  # index of the instruction that refuses
    code = [
        (_LOAD, 0, 0, 4),  # seccomp_data.arch
        (_IF_EQUAL, 0, last - 2, machine.audit),
        (_LOAD, 0, 0, 0),  # seccomp_data.nr
        (_IF_AT_LEAST, last - 4, 0, _X32),
        (_IF_EQUAL, 0, 1, machine.clone3),
        (_RETURN, 0, 0, _REFUSE | errno.ENOSYS),  # the C library then falls back to clone, whose flags can be seen
        (_IF_EQUAL, 0, 2, machine.clone),
        (_LOAD, 0, 0, 16),  # seccomp_data.args[0], low word
        (_IF_ANY_BIT, len(refused), len(refused) + 1, _CLONE_THREAD),
    ]
    code += [(_IF_EQUAL, last - (9 + n) - 1, 0, number) for n, number in enumerate(refused)]
    code += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, refusal)]
    return b"".join(struct.pack("<HBBI", *instruction) for instruction in code)


def _seccomp(libc: ctypes.CDLL, refusal: int, *, programs: bool) -> list[str]:
    machine = _MACHINES.get(platform.machine())
    if machine is None:
        return []
    refused = machine.refused if programs else (*machine.refused, *machine.execute)
    program = _program(machine, refusal, refused)
    instructions = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(instructions))
    prctl_set_seccomp, mode_filter = 22, 2
    _call(libc.prctl(prctl_set_seccomp, mode_filter, ctypes.c_char_p(header), 0, 0), "system call filter")
    what = "no socket, no other process" if programs else "no socket, no other program, no other process"
    return [f"system call filter: {what}"]


def program_paths() -> Iterable[Path]:
    """Return what the interpreter and its libraries must still read after ``confine``."""
    yield from (Path(sys.prefix), Path(sys.base_prefix), Path(sys.exec_prefix))
    yield from (Path(entry) for entry in sys.path if entry)
    yield Path(__file__).resolve().parent
    if getattr(sys, "frozen", False):  # the modules of a bundle stand in its program file
        yield Path(sys.executable).resolve().parent
    system = (
        "/usr",
        "/lib",
        "/lib64",
        "/bin",
        "/etc/ld.so.cache",
        "/etc/ld.so.conf",
        "/etc/localtime",
        "/etc/mime.types",
    )
    devices = ("/dev/null", "/dev/urandom", "/dev/random", "/dev/zero")
    facts = ("/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/sys/devices/system/cpu", "/sys/fs/cgroup")
    yield from (Path(entry) for entry in (*system, *devices, *facts))
