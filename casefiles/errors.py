"""Every way in which the program says no: one line that says what is wrong, a hint what to do, an exit code."""

from __future__ import annotations

from typing import ClassVar


class AssayError(Exception):
    """A failure that a person can act on. ``str()`` is one line; ``hint`` says what to do."""

    exit_code: ClassVar[int] = 1
    hint: ClassVar[str] = "This is a fault of the program: please report it with the command that you gave."

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.advice = hint or self.hint


class NotACase(AssayError):
    """The path is not a case folder, or its database cannot be read as one."""

    exit_code = 3
    hint = "Give the path of a folder NAME.assay, or make one with `assay init`."


class CaseExists(AssayError):
    """A case was to be made where something stands already."""

    exit_code = 4
    hint = "Choose another name; nothing that exists is overwritten."


class NewerCase(AssayError):
    """The case was written by a newer version of the program."""

    exit_code = 5
    hint = "Open it with that version or a later one; the case was not touched."


class CaseNotWritable(AssayError):
    """The case stands on a read-only disk or another process is writing to it."""

    exit_code = 6
    hint = "Copy the case to a writable disk, or wait until the other process has finished."


class KeyUnavailable(AssayError):
    """The examiner's key is missing, locked, or not entitled to write to this case."""

    exit_code = 7
    hint = "Give the passphrase (ASSAY_PASSPHRASE or the prompt), or open the case read-only."


class SourceUnusable(AssayError):
    """A source could not be read, is no regular file, or changed while it was being read."""

    exit_code = 8
    hint = "Check the path and its permissions, and that no program is still writing to it; then try again."


class StorageFailed(AssayError):
    """The disk refused the copy: full, failing, or not holding what was written."""

    exit_code = 9
    hint = "Make room or use another disk; no part of an exhibit was left behind."


class UnknownItem(AssayError):
    """An exhibit or other item was named that the case does not hold."""

    exit_code = 10
    hint = "List what the case holds with `assay show CASE`."


class VerificationFailed(AssayError):
    """What the case holds is not what its custody log says."""

    exit_code = 11
    hint = "Keep the case as it is, note the places named, and compare with another copy or a printed head."


class ExaminationFailed(AssayError):
    """The measuring process could not be started or confined at all."""

    exit_code = 12
    hint = "Check the installation with `assay demo`."


class ReportFailed(AssayError):
    """A rendering did not hold everything that the document holds, so it was not kept."""

    exit_code = 13
    hint = "The case is unharmed. Please report this with the message above."


class MissingLibrary(AssayError):
    """A library of the operating system that the window needs is not installed."""

    exit_code = 14
    hint = "Install the packages named in the README under 'System libraries'."


class FramesUnavailable(AssayError):
    """An exhibit's frames cannot be shown, or the process that decodes them ended."""

    exit_code = 15
    hint = "The exhibit is unharmed. Open its frames again; what could be measured of it stands in its examination."


class EntryRefused(AssayError):
    """A reference file (a trust list, a register entry, a hash set) is not one, or does not fit its schema."""

    exit_code = 16
    hint = "Nothing was taken from it. Correct the file where the message says, and import it again."


class NetworkUnavailable(AssayError):
    """A list that was to be fetched could not be had: no network, no answer, or not what was asked for."""

    exit_code = 17
    hint = "Fetch the file on another machine and use `assay trust import`. Everything else works without a network."


class OpinionRefused(AssayError):
    """The board objects to an opinion: it rests on one method, on an absence, or leaves something out."""

    exit_code = 18
    hint = "Lay the rest on the board, word it anew, or record it with --dissent: both will be printed."


class SigningFailed(AssayError):
    """A report could not be signed as a document, or the signature does not validate."""

    exit_code = 19
    hint = "The unsigned report is unharmed. Check the certificate, its passphrase and the authority that were named."


class ReplayDiffers(AssayError):
    """An examination that was run again gave another result than the case holds."""

    exit_code = 20
    hint = "Each result that differs is named above with what differs of the environment; all stands in the report."


class SelfTestFailed(AssayError):
    """A method did not give, on this machine, what is true of the program's own footage."""

    exit_code = 21
    hint = "Do not rely on the methods named above on this machine; compare the versions with those of docs/methods."


class ClusterFailed(AssayError):
    """The machines that were to examine could not be reached, were lost, or are not set up as this one."""

    exit_code = 23
    hint = "What was recorded stands. Repeat the command, or leave out --scheduler to examine on this machine."


class SharedLibraryFailed(AssayError):
    """The library that desks share could not be reached, or refused what was asked of it."""

    exit_code = 24
    hint = "This desk's own library is unharmed. Check the address and your role there, or `assay library disconnect`."


class Cancelled(AssayError):
    """A person stopped the work."""

    exit_code = 130
    hint = "What was finished before is kept; repeat the command to do the rest."
