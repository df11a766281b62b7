"""How the names of files end (RES-9)."""

from collections.abc import Callable, Container, Iterator

from locality.masking.initials import CLOSE
from locality.masking.pieces import PIECE, Pieces, small
from locality.masking.spelling import LONGEST_BEGINNING

ENDINGS = frozenset(
    (
        "3gp", "7z", "aac", "ai", "aif", "aiff", "amr", "avi", "avif", "bak", "bmp", "caf", "csv", "dib", "doc", "docm",
        "docx", "dot", "dotm", "dotx", "dwg", "eml", "emf", "eps", "epub", "flac", "flv", "gdoc", "gif", "gsheet", "gslides",
        "gz", "heic", "heif", "htm", "html", "ico", "ics", "indd", "jfif", "jpe", "jpeg", "jpg", "json", "key", "keynote",
        "log", "m4a", "m4v", "md", "mdb", "mht", "mhtml", "mid", "mkv", "mobi", "mov", "mp3", "mp4", "mpeg", "mpg", "mpp",
        "msg", "numbers", "odf", "odg", "odp", "ods", "odt", "oga", "ogg", "ogv", "one", "opus", "ost", "pages", "pdf", "png",
        "pot", "potm", "potx", "pps", "ppsm", "ppsx", "ppt", "pptm", "pptx", "ps", "psd", "pst", "pub", "qt", "rar", "raw",
        "rtf", "rtfd", "svg", "svgz", "tar", "tex", "tgz", "tif", "tiff", "tmp", "tsv", "txt", "url", "vcf", "vsd", "vsdx",
        "wav", "webm", "webp", "wma", "wmf", "wmv", "wpd", "wps", "xls", "xlsb", "xlsm", "xlsx", "xltm", "xltx", "xml", "xps",
        "zip", "zipx",
    )
)  # fmt: skip
_IN_PIECES = {tuple(map(small, PIECE.findall(written))) for each in ENDINGS for written in (each, each.upper())}
FIRST_PIECES = frozenset(pieces[0] for pieces in _IN_PIECES)
"""Where an ending may begin: "mp" of mp4."""
_RESTS = {first: tuple({pieces[1:] for pieces in _IN_PIECES if pieces[0] == first}) for first in FIRST_PIECES}
"""What follows on the first piece of an ending, by that piece."""
SHORTEST_INSIDE, LONGEST_INSIDE = 4, LONGEST_BEGINNING
"""How long a name must be, and may be, to be seen inside a longer word of a file's name."""
MOST_PIECES = 32
"""Of how many pieces a name is at most: as many letters may be spelled out."""


def ends_file(pieces: Pieces, at: int) -> bool:
    """Whether the ending of a file's name begins with a piece."""
    words, gaps, after = pieces.words, pieces.gaps, at + 1
    for rest in _RESTS.get(words[at], ()):
        ends = after + len(rest)
        if not rest or (tuple(words[after:ends]) == rest and not any(gaps[after:ends])):
            return True
    return False


def in_files(pieces: Pieces) -> Iterator[int]:
    """The longer pieces of the names of files, before their endings."""
    looked_at = -1
    if FIRST_PIECES.isdisjoint(pieces.words):
        return
    for ending in [at for at, word in enumerate(pieces.words) if word in FIRST_PIECES and at]:
        if pieces.gaps[ending] != "." or not ends_file(pieces, ending):
            continue
        before, looked_at = looked_at, ending - 1
        for at in range(ending - 1, max(before, ending - 1 - MOST_PIECES), -1):
            if len(pieces.words[at]) >= SHORTEST_INSIDE:
                yield at
            if at and pieces.gaps[at] not in CLOSE:
                break


def longest_inside(word: str, beginnings: Container[str], is_name: Callable[[str], bool]) -> str:
    """The longest name inside a word; each letter is read on only while a name may come of it."""
    found = ""
    for start in range(len(word)):
        for end in range(start + 1, min(start + LONGEST_INSIDE, len(word)) + 1):
            way = word[start:end]
            if way not in beginnings:
                break
            if len(way) > max(len(found), SHORTEST_INSIDE - 1) and is_name(way):
                found = way
    return found
